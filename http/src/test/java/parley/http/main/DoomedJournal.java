package parley.http.main;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import parley.engine.conversation.ConversationEvent;
import parley.engine.kernel.JournalJson;
import parley.persistence.journal.PlainJournalDao;
import parley.persistence.journal.Recovering;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** Our journal, with fail-points around what rooms write. Named in {@code jdbc-journal.dao}. */
public final class DoomedJournal implements Recovering {
    private final PlainJournalDao journal;
    private final ExecutionContext execution;
    private final Doom doom = Doom.OURS;

    public DoomedJournal(
            JdbcBackend.JdbcDatabaseDef slick,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext execution,
            Materializer materializer) {
        this.journal = new PlainJournalDao(slick, profile, config, serialization, execution, materializer);
        this.execution = execution;
    }

    /** How a write looks from here. */
    private record Kind(boolean conversation, boolean fork) {
        static Kind of(Seq<AtomicWrite> writes) {
            Kind kind = new Kind(false, false);
            for (AtomicWrite write : CollectionConverters.asJava(writes))
                for (PersistentRepr event : CollectionConverters.asJava(write.payload())) {
                    boolean ours = event.payload() instanceof ConversationEvent;
                    boolean forks =
                            ours && JournalJson.name(event.payload().getClass()).equals(FailPoint.FORKED);
                    kind = new Kind(kind.conversation || ours, kind.fork || forks);
                }
            return kind;
        }
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        Kind kind = Kind.of(writes);
        if (!kind.conversation) return journal.asyncWriteMessages(writes);
        if (kind.fork) doom.at(FailPoint.BEFORE_FORK);
        Future<Seq<Try<BoxedUnit>>> stored = journal.asyncWriteMessages(writes);
        if (kind.fork) doom.within(FailPoint.DURING_FORK);
        doom.within(FailPoint.DURING_WRITE);
        return stored.map(
                it -> {
                    if (kind.fork) doom.at(FailPoint.AFTER_FORK);
                    doom.at(FailPoint.AFTER_WRITE);
                    return it;
                },
                execution);
    }

    @Override
    public Future<BoxedUnit> recover(
            String persistenceId,
            long from,
            long to,
            long most,
            int page,
            Function1<PersistentRepr, BoxedUnit> callback) {
        return journal.recover(persistenceId, from, to, most, page, callback);
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long from) {
        return journal.highestSequenceNr(persistenceId, from);
    }

    @Override
    public Future<BoxedUnit> delete(String persistenceId, long upTo) {
        return journal.delete(persistenceId, upTo);
    }

    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
            String persistenceId, long from, long to, long most) {
        return journal.messages(persistenceId, from, to, most);
    }

    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(
            String persistenceId, long from, long to, int size, Option<Tuple2<FiniteDuration, Scheduler>> refresh) {
        return journal.messagesWithBatch(persistenceId, from, to, size, refresh);
    }
}
