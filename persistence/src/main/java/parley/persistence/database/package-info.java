/** The cellar: one pool of connections to one database, and the schema in it. It knows nobody but the kernel. */
@NullMarked
package parley.persistence.database;

import org.jspecify.annotations.NullMarked;
