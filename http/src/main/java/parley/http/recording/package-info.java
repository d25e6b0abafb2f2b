/**
 * Makes recordings: says the sentences, evens their loudness, and writes sound files with chapters as the sound comes, so
 * that never more of it is in memory than a few sentences. A file stands under its name when it is whole, or not at all.
 */
@NullMarked
package parley.http.recording;

import org.jspecify.annotations.NullMarked;
