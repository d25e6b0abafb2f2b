package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.slf4j.LoggerFactory;
import parley.engine.ledger.Accounts;
import parley.engine.llm.ChatModels;

/** The real server with fail-points between it and its engines. */
public final class DoomedServer {
    private static final Config STORES = ConfigFactory.parseString("""
        jdbc-journal.dao = "parley.http.main.DoomedJournal"
        jdbc-snapshot-store.dao = "parley.http.main.DoomedSnapshots"
        """);

    private DoomedServer() {}

    public static void main(String[] arguments) {
        LoggerFactory.getILoggerFactory();
        Config config = STORES.withFallback(Configuration.load(null));
        try (Server server = Server.start(config, new Fated())) {
            server.tell(System.out);
            server.awaitEnd();
        }
        System.exit(0);
    }

    private record Fated() implements Furnishing {
        @Override
        public ChatModels models(ChatModels found) {
            return new DoomedModels(found, Doom.OURS);
        }

        @Override
        public Accounts accounts(Accounts sharded) {
            return new DoomedAccounts(sharded, Doom.OURS);
        }
    }
}
