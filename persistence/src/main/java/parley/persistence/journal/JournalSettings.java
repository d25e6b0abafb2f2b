package parley.persistence.journal;

import com.typesafe.config.Config;
import java.time.Duration;
import parley.persistence.database.Dialect;

/**
 * How writes of many actors share transactions.
 *
 * @param waiting how many writes may wait before further ones fail
 * @param together how many writes go into one transaction at the most
 * @param writers how many transactions may be under way at once
 * @param crowd from how many unanswered writes on large transactions pay more than many
 * @param writersInCrowd how many transactions may be under way then
 * @param keep how long a write is kept that meets a database that is away
 * @param again how soon it is tried again
 * @param keptBytes how many bytes of such writes may wait
 * @param gather how long few writes that came during a transaction wait for more before the next; zero for not at all
 */
record JournalSettings(
        int waiting,
        int together,
        int writers,
        int crowd,
        int writersInCrowd,
        Duration keep,
        Duration again,
        long keptBytes,
        Duration gather) {
    JournalSettings {
        if (waiting < 1 || together < 1 || writers < 1 || writersInCrowd < 1)
            throw new IllegalArgumentException("parley.journal: every number must be at least 1");
    }

    /** Reads {@code parley.journal}. */
    static JournalSettings from(Config config, Dialect dialect) {
        Config journal = config.getConfig("parley.journal");
        Config writers = journal.getConfig(dialect == Dialect.H2 ? "h2" : "postgresql");
        return new JournalSettings(
                journal.getInt("waiting"),
                journal.getInt("together"),
                writers.getInt("writers"),
                writers.getInt("crowd"),
                writers.getInt("writers-in-crowd"),
                journal.getDuration("outage.keep"),
                journal.getDuration("outage.again"),
                journal.getBytes("outage.bytes"),
                writers.getDuration("gather"));
    }
}
