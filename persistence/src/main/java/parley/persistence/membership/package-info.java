/** Who uses the database now: the table of members on PostgreSQL. */
@NullMarked
package parley.persistence.membership;

import org.jspecify.annotations.NullMarked;
