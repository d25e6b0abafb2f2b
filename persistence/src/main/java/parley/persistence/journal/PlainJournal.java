package parley.persistence.journal;

import com.typesafe.config.Config;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalDao;
import scala.Function1;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * The plugin's journal, but for recoveries: those hand each page over on the thread that read it, where the plugin's own way
 * starts a stream for each actor. Named in {@code jdbc-journal.class}.
 */
public final class PlainJournal extends JdbcAsyncWriteJournal {
    private final int page;

    /** The plugin's settings; Pekko makes it. */
    public PlainJournal(Config config) {
        super(config);
        this.page = config.getInt("replayBatchSize");
    }

    @Override
    public Future<BoxedUnit> asyncReplayMessages(
            String persistenceId, long from, long to, long most, Function1<PersistentRepr, BoxedUnit> callback) {
        JournalDao dao = journalDao();
        if (dao instanceof Recovering plain) return plain.recover(persistenceId, from, to, most, page, callback);
        return super.asyncReplayMessages(persistenceId, from, to, most, callback);
    }
}
