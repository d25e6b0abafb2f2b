package parley.engine.cardfile;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;

/** A JVM of its own for the readers of cards, with what they need and nothing else. */
final class ChildProcess {
    private static final List<Class<?>> NEEDED = List.of(
            CardReader.class,
            Refusal.class,
            ReadAll.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonValue.class,
            ByteString.class,
            scala.Option.class);

    private ChildProcess() {}

    /** Where these classes and those of the readers come from. */
    static String classPath(Class<?>... more) {
        return Stream.concat(NEEDED.stream(), Stream.of(more))
                .map(ChildProcess::home)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs it to its end; its exit code, or -1 where it took too long. */
    static int run(List<String> flags, String classPath, String main, List<String> arguments, Path log, Duration most)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath, main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
        process.destroyForcibly();
        return -1;
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
