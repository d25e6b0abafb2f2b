/** Ollama's own wire. */
@NullMarked
package parley.http.wire.ollama;

import org.jspecify.annotations.NullMarked;
