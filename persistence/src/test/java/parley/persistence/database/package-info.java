/** The cellar on trial. */
@NullMarked
package parley.persistence.database;

import org.jspecify.annotations.NullMarked;
