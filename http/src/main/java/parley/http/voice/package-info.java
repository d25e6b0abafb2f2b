/** Voices that say sentences: in this process, silent, or remembered. */
@NullMarked
package parley.http.voice;

import org.jspecify.annotations.NullMarked;
