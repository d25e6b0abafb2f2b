package parley.persistence.journal;

import java.sql.Connection;
import java.sql.SQLException;
import parley.persistence.database.Dialect;

/** The changes that one transaction makes to one list. */
public interface IndexBatch {
    /** Takes one event; the events of one actor come in their order. */
    void add(String id, long sequenceNumber, Object event);

    /** Writes everything taken, in the journal's transaction; a failure undoes the events as well. */
    void write(Connection connection, Dialect dialect) throws SQLException;
}
