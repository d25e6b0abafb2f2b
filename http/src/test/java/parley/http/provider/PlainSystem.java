package parley.http.provider;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/** An actor system for streams alone: no cluster, and its end is not the end of the process. */
public final class PlainSystem {
    private PlainSystem() {}

    public static ActorSystem named(String name) {
        return ActorSystem.create(
                name,
                ConfigFactory.parseString("pekko.actor.provider = local, pekko.coordinated-shutdown.exit-jvm = off")
                        .withFallback(ConfigFactory.load()));
    }
}
