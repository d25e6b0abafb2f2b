package parley.persistence.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.Materializer;
import parley.engine.agent.Agent;
import parley.persistence.journal.PlainJournalDao;
import parley.persistence.journal.SharedSlickDatabase;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** What becomes of a thousand actors' writes when ten writes of others, that the primary key refuses, come among them. */
final class Neighbours {
    private static final int GOOD = 1000;
    private static final int GOOD_FOR_EACH_BAD = 100;
    private static final long PATIENCE_SECONDS = 60;

    private Neighbours() {}

    static void report(Contender contender, String url) {
        ActorTestKit kit = ActorTestKit.create("neighbours", contender.on(url));
        try {
            JournalDao dao = dao(contender, kit);
            String run = UUID.randomUUID().toString();
            begin(dao, "Plain|taken-" + run)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            long start = System.nanoTime();
            List<CompletableFuture<?>> good = new ArrayList<>();
            List<CompletableFuture<?>> bad = new ArrayList<>();
            for (int i = 0; i < GOOD; i++) {
                good.add(begin(dao, "Plain|" + i + "-" + run));
                if (i % GOOD_FOR_EACH_BAD == 0) bad.add(begin(dao, "Plain|taken-" + run));
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-20s %d of %d neighbours lost, %d of %d bad writes refused, %.0f ms",
                    contender.label,
                    failed(good),
                    good.size(),
                    failed(bad),
                    bad.size(),
                    (System.nanoTime() - start) / 1e6));
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static CompletableFuture<?> begin(JournalDao dao, String persistenceId) {
        AtomicWrite write = AtomicWrite.apply(PersistentRepr$.MODULE$.apply(
                new Agent.Retired(Instant.EPOCH), 1, persistenceId, "", false, ActorRef.noSender(), "w"));
        return FutureConverters.asJava(dao.asyncWriteMessages(
                        CollectionConverters.asScala(List.of(write)).toSeq()))
                .toCompletableFuture();
    }

    private static long failed(List<CompletableFuture<?>> writes) {
        return writes.stream()
                .filter(write -> write.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .handle((answer, failure) -> failure != null)
                        .join())
                .count();
    }

    private static JournalDao dao(Contender contender, ActorTestKit kit) {
        var system = kit.system().classicSystem();
        SlickDatabase slick =
                new SharedSlickDatabase(system).database(system.settings().config());
        JournalConfig config = new JournalConfig(system.settings().config().getConfig("jdbc-journal"));
        Serialization serialization = SerializationExtension.get(system);
        Materializer materializer = Materializer.createMaterializer(system);
        return contender == Contender.STOCK
                ? new DefaultJournalDao(
                        slick.database(), slick.profile(), config, serialization, system.dispatcher(), materializer)
                : new PlainJournalDao(
                        slick.database(), slick.profile(), config, serialization, system.dispatcher(), materializer);
    }
}
