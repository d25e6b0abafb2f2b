/** Listens to what the engines say: recognisers of speech, and what can be measured without understanding. */
@NullMarked
package parley.http.voice.ear;

import org.jspecify.annotations.NullMarked;
