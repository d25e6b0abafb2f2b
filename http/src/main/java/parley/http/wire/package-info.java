/** What providers of language models speak, byte for byte: the part that every family shares. */
@NullMarked
package parley.http.wire;

import org.jspecify.annotations.NullMarked;
