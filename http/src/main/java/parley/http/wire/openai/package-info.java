/** The wire of OpenAI's chat completions and of the many that speak it, each with its own habits. */
@NullMarked
package parley.http.wire.openai;

import org.jspecify.annotations.NullMarked;
