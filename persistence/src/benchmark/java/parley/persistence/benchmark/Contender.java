package parley.persistence.benchmark;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** What is compared. */
enum Contender {
    OURS("ours", "Plain", false, "parley.journal.index = []"),
    OURS_WITH_LISTS("ours, lists kept", "Conversation", false, ""),
    STOCK("stock", "Plain", false, Contender.STOCK_DAO),
    STOCK_TAGGED("stock, 1 tag", "Plain", true, Contender.STOCK_DAO),
    MEMORY("in memory", "Plain", false, "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem");

    private static final String STOCK_DAO = """
        jdbc-journal.dao = "org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao"
        jdbc-journal.bufferSize = 20000
        jdbc-journal.replayBatchSize = 500
        """;
    private static final String QUIET = """
        pekko.actor.provider = local
        pekko.persistence.max-concurrent-recoveries = 50
        """;

    final String label;
    final String kind;
    final boolean tagged;
    private final String settings;

    Contender(String label, String kind, boolean tagged, String settings) {
        this.label = label;
        this.kind = kind;
        this.tagged = tagged;
        this.settings = settings;
    }

    Config on(String url) {
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("parley.database.url = \"" + url + "\""))
                .withFallback(ConfigFactory.parseString(QUIET))
                .withFallback(ConfigFactory.load());
    }
}
