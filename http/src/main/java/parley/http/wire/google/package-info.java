/** The wire of Google's Gemini, at its own address and at Vertex AI's. */
@NullMarked
package parley.http.wire.google;

import org.jspecify.annotations.NullMarked;
