package parley.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** The two databases that every promise is tested on. */
public enum Store {
    H2 {
        @Override
        public String freshUrl() {
            try {
                Path directory = Files.createTempDirectory("parley-h2-");
                directory.toFile().deleteOnExit();
                directory.resolve("parley.mv.db").toFile().deleteOnExit();
                return "jdbc:h2:file:" + directory.resolve("parley");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl() {
            String name = "parley_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            return Server.RUNNING.getJdbcUrl("postgres", name);
        }
    };

    /** The address of a database that nobody has used. */
    public abstract String freshUrl();

    /** The settings of a system on a database that nobody has used. */
    public Config fresh() {
        return on(freshUrl());
    }

    /** The settings of a system on a given database. */
    public static Config on(String url) {
        return ConfigFactory.parseMap(Map.of("parley.database.url", url)).withFallback(ConfigFactory.load());
    }

    /** One server for all tests of this process, started by the first that needs it. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
