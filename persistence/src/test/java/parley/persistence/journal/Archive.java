package parley.persistence.journal;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import parley.persistence.database.Database;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** A running system on a database, and the plugin's objects as the plugin makes them. */
final class Archive implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final ActorTestKit kit;
    final PlainJournalDao journal;
    final PlainSnapshotDao snapshots;

    Archive(Config config) {
        kit = ActorTestKit.create("archive", config);
        var system = kit.system().classicSystem();
        SlickDatabase slick = new SharedSlickDatabase(system).database(config);
        Serialization serialization = SerializationExtension.get(system);
        Materializer materializer = Materializer.createMaterializer(system);
        journal = new PlainJournalDao(
                slick.database(),
                slick.profile(),
                new JournalConfig(config.getConfig("jdbc-journal")),
                serialization,
                system.dispatcher(),
                materializer);
        snapshots = new PlainSnapshotDao(
                slick.database(),
                slick.profile(),
                new SnapshotConfig(config.getConfig("jdbc-snapshot-store")),
                serialization,
                system.dispatcher(),
                materializer);
    }

    Database database() {
        return Database.of(kit.system());
    }

    JdbcReadJournal readJournal() {
        return PersistenceQuery.get(kit.system())
                .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
    }

    /** One event as the plugin hands it over. */
    static PersistentRepr event(String persistenceId, long sequenceNumber, Object payload) {
        return PersistentRepr$.MODULE$.apply(
                payload, sequenceNumber, persistenceId, "", false, ActorRef.noSender(), "writer");
    }

    static AtomicWrite one(String persistenceId, long sequenceNumber, Object payload) {
        return AtomicWrite.apply(event(persistenceId, sequenceNumber, payload));
    }

    static AtomicWrite together(PersistentRepr... events) {
        return AtomicWrite.apply(CollectionConverters.asScala(List.of(events)).toSeq());
    }

    /** Hands writes of one actor over, without waiting. */
    CompletionStage<Seq<Try<BoxedUnit>>> begin(AtomicWrite... writes) {
        return FutureConverters.asJava(journal.asyncWriteMessages(
                CollectionConverters.asScala(List.of(writes)).toSeq()));
    }

    /** Hands writes of one actor over and waits until they are stored. */
    Seq<Try<BoxedUnit>> write(AtomicWrite... writes) {
        return join(begin(writes));
    }

    long highest(String persistenceId) {
        return (Long) join(FutureConverters.asJava(journal.highestSequenceNr(persistenceId, 0)));
    }

    void delete(String persistenceId, long upTo) {
        join(FutureConverters.asJava(journal.delete(persistenceId, upTo)));
    }

    /** What a recovery would see. */
    List<PersistentRepr> replay(String persistenceId, long from, long to, long most) {
        return join(journal.messages(persistenceId, from, to, most)
                .asJava()
                .map(Try::get)
                .map(Tuple2::_1)
                .runWith(Sink.seq(), kit.system()));
    }

    List<String> texts(String persistenceId) {
        return replay(persistenceId, 1, Long.MAX_VALUE, Long.MAX_VALUE).stream()
                .map(repr -> ((Noted) repr.payload()).text())
                .toList();
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
