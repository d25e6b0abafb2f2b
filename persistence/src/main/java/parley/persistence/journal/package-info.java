/**
 * The archive: events and snapshots by plain JDBC, behind the extension points of Pekko Persistence JDBC and in its
 * tables. Writes of many actors share a transaction, and so do the lists that {@link parley.persistence.journal.IndexWriter
 * index writers} keep, which is why a list read right after a write shows it. The queue of waiting writes is the one piece
 * of shared state: the plugin calls from its actor, the threads of the database take from the other end.
 */
@NullMarked
package parley.persistence.journal;

import org.jspecify.annotations.NullMarked;
