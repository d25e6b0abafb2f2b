/** Where secrets are kept: each sealed with a key of its own, and that key with the master key of this house. */
@NullMarked
package parley.engine.safe;

import org.jspecify.annotations.NullMarked;
