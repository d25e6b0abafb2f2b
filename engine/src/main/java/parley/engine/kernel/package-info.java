/** Words that every room shares. It knows nobody. */
@NullMarked
package parley.engine.kernel;

import org.jspecify.annotations.NullMarked;
