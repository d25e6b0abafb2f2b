package parley.http.trial;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real server in a process of its own, on a port and a folder of its own, that can be killed at any moment. */
final class ServerProcess implements AutoCloseable {
    private static final long START_WITHIN = TimeUnit.SECONDS.toNanos(90);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Program program;
    private final Path folder;
    private final List<String> settings;
    private final List<String> inside;
    private final String host;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;

    /** A server that keeps its data in {@code folder}; {@code settings} are configuration lines such as {@code a.b=c}, {@code flags} go to the JVM. */
    ServerProcess(Path folder, List<String> settings, String... flags) {
        this(new Program(Program.PARLEY.classPath(), Program.PARLEY.mainClass(), List.of(flags)), folder, settings);
    }

    /** The same for another program. */
    ServerProcess(Program program, Path folder, List<String> settings) {
        this(program, folder, settings, Ground.LOOPBACK, 0);
    }

    /** The same where servers do not all stand in one place. */
    ServerProcess(Program program, Path folder, List<String> settings, Ground ground, int number) {
        this.program = program;
        this.folder = folder;
        this.settings = settings;
        this.inside = ground.inside(number);
        this.host = ground.address(number);
        this.port = freePort();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    URI at(String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    /** Starts it and waits until it is healthy. */
    void start() {
        launch(List.of());
        awaitHealth();
    }

    /** Starts it with further configuration lines and does not wait. */
    void launch(List<String> more) {
        List<String> command = new ArrayList<>(inside);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dparley.http.host=" + host,
                "-Dparley.http.port=" + port,
                "-Dparley.data=" + folder,
                "-Dparley.models.discover=off",
                "-Dparley.voices.enabled=off"));
        command.addAll(program.flags());
        settings.forEach(it -> command.add("-D" + it));
        more.forEach(it -> command.add("-D" + it));
        command.addAll(List.of("-cp", program.classPath(), program.mainClass(), "serve"));
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void awaitHealth() {
        long end = System.nanoTime() + START_WITHIN;
        while (!healthy()) {
            Process it = process;
            if (it == null || !it.isAlive() || System.nanoTime() > end)
                throw new IllegalStateException("the server did not become healthy:\n" + said());
            pause(50);
        }
    }

    /** Whether it answers soon that it is. */
    boolean healthy() {
        try {
            HttpRequest ask =
                    HttpRequest.newBuilder(at("/health")).timeout(SOON).build();
            return client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill() {
        Process it = process;
        if (it != null)
            it.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        process = null;
    }

    /** Sends it a signal such as STOP or CONT. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("kill -" + name + " answered " + code);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** SIGTERM, and nobody waits for the end. */
    void terminate() {
        Process it = process;
        if (it != null) it.destroy();
    }

    /** SIGTERM: ends in good order, unless that takes longer than it may. */
    void stop(Duration patience) {
        Process it = process;
        if (it != null) it.destroy();
        awaitEnd(patience);
        kill();
    }

    /** Waits until it ends by itself; answers its exit code, or nothing where it goes on. */
    OptionalInt awaitEnd(Duration patience) {
        Process it = process;
        try {
            boolean over = it != null && it.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            return over && it != null ? OptionalInt.of(it.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    long pid() {
        Process it = process;
        return it == null ? -1 : it.pid();
    }

    /** How many objects of a class are alive after a full collection. */
    long alive(String className) {
        try {
            Process histogram = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines()
                    .map(it -> it.strip().split("\\s+"))
                    .filter(it -> it.length >= 4 && it[3].equals(className))
                    .mapToLong(it -> Long.parseLong(it[1]))
                    .sum();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** What it has printed so far. */
    String said() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
