package parley.persistence.benchmark;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.LedgerSettings;
import parley.engine.ledger.Purpose;
import parley.engine.llm.ModelRef;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;

/** The ledger on one database, as a server has it: accounts in a cluster of one, the journal, the lists. */
final class Till implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 5;
    private static final long PLENTY = 1_000_000_000_000L;
    private static final String LAST = "SELECT COALESCE(MAX(\"ordering\"), 0) FROM \"event_journal\"";

    private final ActorTestKit kit;
    private final Accounts accounts;
    private int rounds;

    Till(String url) {
        kit = ActorTestKit.create("till", config(url));
        try {
            Cluster cluster = Cluster.get(kit.system());
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            Config ledger = kit.system().settings().config().getConfig("parley.ledger");
            accounts = Accounts.sharded(kit.system(), LedgerSettings.from(ledger), Clock.systemUTC());
            await(Arrays.stream(LedgerTask.values())
                    .<CompletionStage<?>>mapMulti(this::endow)
                    .toList());
        } catch (RuntimeException failure) {
            kit.shutdownTestKit();
            throw failure;
        }
    }

    /** Our own defaults above those of the libraries, as a server has them. */
    private static Config config(String url) {
        return ConfigFactory.parseMap(Map.of(
                        "parley.database.url", url,
                        "parley.entity.ask-timeout", "60s",
                        "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on",
                        "pekko.loglevel", "WARNING"))
                .withFallback(ConfigFactory.parseResources("parley-persistence.conf"))
                .withFallback(ConfigFactory.parseResources("parley-engine.conf"))
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }

    /** Makes the tables of a database, and nothing else. */
    static void furnish(String url) {
        Database.open(DatabaseSettings.from(config(url))).close();
    }

    private void endow(LedgerTask task, Consumer<? super CompletionStage<?>> each) {
        for (int account = 0; account < task.accounts; account++)
            each.accept(accounts.grant(user(task, account), "plenty", GrantType.BONUS, PLENTY, "to be spent"));
    }

    private static UserId user(LedgerTask task, int account) {
        return new UserId(task.name().toLowerCase(Locale.ROOT) + "-" + account);
    }

    /** One round: every client makes a hold, settles it, and goes on with the next. */
    Reading run(LedgerTask task) throws Exception {
        rounds++;
        return Reading.of(task.pairs, () -> {
            List<CompletionStage<?>> all = new ArrayList<>();
            for (int client = 0; client < task.clients; client++)
                all.add(pay(user(task, client % task.accounts), "room-" + rounds + "-" + client, task.share(client)));
            await(all);
        });
    }

    private CompletionStage<?> pay(UserId user, String room, int times) {
        if (times == 0) return CompletableFuture.completedFuture(room);
        HoldId hold = new HoldId(room + "/" + times);
        Purpose purpose = new Purpose("reply", room, "agent-1", ModelRef.of("benchmark/model"));
        return accounts.hold(user, hold, 20, purpose)
                .thenCompose(_ -> accounts.settle(user, hold, 12, 3, "turn " + hold))
                .thenCompose(_ -> pay(user, room, times - 1));
    }

    private static void await(List<CompletionStage<?>> all) {
        CompletableFuture.allOf(
                        all.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                .join();
    }

    /** The last row of the journal. */
    long last() throws SQLException {
        return Database.of(kit.system()).read(connection -> {
            try (var row = connection.createStatement().executeQuery(LAST)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** What was written after a row. */
    List<RawRow> after(long row) throws SQLException {
        return Database.of(kit.system()).read(connection -> RawRow.after(connection, row));
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
