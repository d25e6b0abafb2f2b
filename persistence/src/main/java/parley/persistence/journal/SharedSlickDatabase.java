package parley.persistence.journal;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import parley.persistence.database.Database;
import parley.persistence.database.Dialect;
import scala.Option;
import scala.concurrent.duration.Duration;
import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;
import slick.util.AsyncExecutor$;

/**
 * What the plugin asks for before it hands over to our classes: a Slick database over the connections that we have already.
 * No query of ours goes through it, and its threads start with the first that would.
 */
public final class SharedSlickDatabase implements SlickDatabaseProvider {
    private static final int QUEUE = 10_000;
    private static final Duration KEEP_ALIVE = Duration.create("1 minute");

    private final Shared shared;

    /** The plugin makes it with this constructor. */
    public SharedSlickDatabase(ActorSystem system) {
        this.shared = Shared.over(Database.of(system));
    }

    @Override
    public SlickDatabase database(Config ignored) {
        return shared;
    }

    private record Shared(JdbcBackend.JdbcDatabaseDef database, JdbcProfile profile) implements SlickDatabase {
        static Shared over(Database database) {
            int connections = database.connections();
            AsyncExecutor threads = AsyncExecutor$.MODULE$.apply(
                    "slick", connections, connections, QUEUE, connections, KEEP_ALIVE, false);
            return new Shared(
                    JdbcBackend$.MODULE$
                            .Database()
                            .forDataSource(database.dataSource(), Option.apply(connections), threads, false),
                    database.dialect() == Dialect.H2 ? H2Profile$.MODULE$ : PostgresProfile$.MODULE$);
        }

        @Override
        public boolean allowShutdown() {
            return false;
        }
    }
}
