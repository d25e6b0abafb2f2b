package parley.persistence.journal;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalDao;
import scala.Function1;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/** A journal that lets actors recover without a stream for each. */
public interface Recovering extends JournalDao {
    /** Hands stored events to {@code callback}, on threads of the database, a page at a time. */
    Future<BoxedUnit> recover(
            String persistenceId,
            long from,
            long to,
            long most,
            int page,
            Function1<PersistentRepr, BoxedUnit> callback);
}
