/** The store of files on trial. */
@NullMarked
package parley.persistence.storage;

import org.jspecify.annotations.NullMarked;
