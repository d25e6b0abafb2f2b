/** The wire of Anthropic's messages. */
@NullMarked
package parley.http.wire.anthropic;

import org.jspecify.annotations.NullMarked;
