package parley.http.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Several servers that are one cluster on one PostgreSQL, each in a process of its own. */
final class Fleet implements AutoCloseable {
    /** What all servers of a fleet have in common. */
    private static final List<String> COMMON = List.of(
            "parley.http.jwt-secret=a secret that all nodes have, of 32 bytes",
            "parley.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "parley.http.token-lifetime=7d");

    private static final List<String> CLUSTERED =
            List.of("parley.cluster.join=table", "parley.cluster.shared-folders=on");

    private static final String LOGGING = "-Dlogback.configurationFile=logback-fleet.xml";
    private static final Duration SOON = Duration.ofMillis(100);
    private static final long RECOVERED_WITHIN = TimeUnit.MINUTES.toNanos(5);

    private final List<ServerProcess> servers = new ArrayList<>();
    private int ended;

    /** All on loopback. */
    Fleet(Program program, Path folder, int size, Upstream upstream, List<String> settings) {
        this(program, folder, size, Ground.LOOPBACK, upstream, settings);
    }

    /** Each server keeps its own things in {@code folder}; {@code upstream} is where it finds its model. */
    Fleet(Program program, Path folder, int size, Ground ground, Upstream upstream, List<String> settings) {
        this(Collections.nCopies(size, program), folder, ground, upstream, settings);
    }

    /** One cluster of servers of different builds, a program for each. */
    Fleet(List<Program> programs, Path folder, Ground ground, Upstream upstream, List<String> settings) {
        for (int i = 0; i < programs.size(); i++) {
            List<String> own = new ArrayList<>(CLUSTERED);
            own.add("parley.cluster.host=" + ground.address(i));
            own.add("parley.cluster.port=" + freePort());
            own.addAll(settings);
            add(programs.get(i), folder.resolve("node-" + i), ground, upstream, own);
        }
    }

    private Fleet() {}

    /** Servers that follow each other on one folder and one database, each alone: one runs at a time. */
    static Fleet succession(List<Program> programs, Path folder, Upstream upstream, List<String> settings) {
        Fleet fleet = new Fleet();
        for (Program program : programs)
            fleet.add(program, folder.resolve("node"), Ground.LOOPBACK, upstream, settings);
        return fleet;
    }

    private void add(Program program, Path folder, Ground ground, Upstream upstream, List<String> settings) {
        List<String> flags = new ArrayList<>(program.flags());
        flags.add(LOGGING);
        Program telling = new Program(program.classPath(), program.mainClass(), flags);
        int number = servers.size();
        List<String> own = new ArrayList<>(COMMON);
        own.addAll(upstream.settings("/node-" + number));
        own.addAll(settings);
        servers.add(new ServerProcess(telling, created(folder), own, ground, number));
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts all at the same time and waits until all are healthy. */
    void start() {
        Together.run(servers.stream().map(it -> (Runnable) it::start).toList());
    }

    List<ServerProcess> servers() {
        return List.copyOf(servers);
    }

    ServerProcess server(int number) {
        return servers.get(number);
    }

    /** The server whose room asked the model for this answer. */
    ServerProcess asking(Upstream.Answer answer) {
        return servers.get(number(answer));
    }

    /** The same by its number. */
    static int number(Upstream.Answer answer) {
        String path = answer.path();
        int begin = path.indexOf("/node-") + "/node-".length();
        return Integer.parseInt(path.substring(begin, path.indexOf('/', begin)));
    }

    /** Does for a while what a supervisor does: starts whatever has ended by itself. */
    void tend(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            servers.forEach(this::revive);
            ServerProcess.pause(SOON.toMillis());
        }
    }

    private void revive(ServerProcess server) {
        server.awaitEnd(Duration.ZERO).ifPresent(_ -> {
            ended++;
            server.kill();
            server.launch(List.of());
        });
    }

    /** Does so until all servers are healthy; answers how many have ended by themselves, in all the time until then. */
    int tendUntilHealthy() {
        long end = System.nanoTime() + RECOVERED_WITHIN;
        do {
            if (System.nanoTime() > end) throw new AssertionError("not all servers came back:\n" + said());
            tend(SOON);
        } while (!servers.stream().allMatch(ServerProcess::healthy));
        return ended;
    }

    private String said() {
        return String.join("\n\n", servers.stream().map(ServerProcess::said).toList());
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
