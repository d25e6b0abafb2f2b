package parley.http.main;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.engine.prompt.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Serves until it is told to stop. */
@Command(
        name = "serve",
        description = "Serves until it is told to stop (the default).",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Override
    public Integer call() {
        return run(parley.file());
    }

    static int run(@Nullable Path file) {
        Config config = Configuration.load(file);
        LogLevel.set(config);
        LogFormat.set(config);
        try (Server server = Server.start(config)) {
            server.tell(System.out);
            Thread.ofPlatform().daemon().name("vocabulary").start(Serve::readVocabulary);
            server.awaitEnd();
        }
        return 0;
    }

    /** Half a second's work that the first long conversation would else wait for. */
    private static void readVocabulary() {
        Tokens.local().count("vocabulary");
    }
}
