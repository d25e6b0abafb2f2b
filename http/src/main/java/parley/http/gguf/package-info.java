/** Models in GGUF files, run in this process by llama.cpp. */
@NullMarked
package parley.http.gguf;

import org.jspecify.annotations.NullMarked;
