/**
 * The cellar: one pool of connections to one database, and the schema in it. It knows nobody but the kernel.
 *
 * <p>Servers of two versions use one database while a cluster is renewed, so a migration of PostgreSQL from V13 on takes
 * nothing away and changes nothing that an older server uses: no DROP, RENAME or TYPE, no column that must be filled and
 * has no plain default, no index on a table of before but CONCURRENTLY in a migration of its own, no rows written anew;
 * a test reads the migrations and says no. What is not needed any more goes with the version after the next. While
 * migrating no lock is waited for longer than two seconds, then it is tried again: whoever waits for a lock lets all
 * others wait behind it. Servers that start at the same time take turns.
 */
@NullMarked
package parley.persistence.database;

import org.jspecify.annotations.NullMarked;
