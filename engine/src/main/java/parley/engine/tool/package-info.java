/** Tools that agents may use: which there are, which an agent is allowed, and the port that runs one. */
@NullMarked
package parley.engine.tool;

import org.jspecify.annotations.NullMarked;
