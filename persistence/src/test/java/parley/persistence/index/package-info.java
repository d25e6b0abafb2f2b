/** The card index on trial. */
@NullMarked
package parley.persistence.index;

import org.jspecify.annotations.NullMarked;
