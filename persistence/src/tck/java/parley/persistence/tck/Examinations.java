package parley.persistence.tck;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import parley.persistence.Store;

/** The settings of a system under examination: ours, and Java's serialization for the examiner's own payloads. */
final class Examinations {
    private Examinations() {}

    static Config settings(Store store) {
        return ConfigFactory.parseString("""
            pekko.actor.allow-java-serialization = on
            pekko.actor.warn-about-java-serializer-usage = off
            """).withFallback(store.fresh());
    }
}
