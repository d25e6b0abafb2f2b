package parley.http.main;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One server for all tests of a class, in a folder that goes with it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class House {
    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Server server;

    /** What is set otherwise than a house usually has it. */
    String settings() {
        return "";
    }

    @BeforeAll
    final void open(@TempDir Path ground) throws IOException {
        directory = ground;
        server = server("house", settings());
    }

    @AfterAll
    final void close() {
        if (server != null) server.close();
    }

    /** A server beside it, for whoever needs other settings. */
    final Server server(String name, String settings) throws IOException {
        return Server.start(ConfigFactory.parseString(settings).withFallback(new Premises(directory, name).config()));
    }
}
