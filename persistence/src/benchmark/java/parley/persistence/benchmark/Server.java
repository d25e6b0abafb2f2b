package parley.persistence.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL that is measured: one that runs already, the machine's own with its disk synced, or the tests' one. */
record Server(String description, String base, String options, Runnable stop) implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    static Server open(String given) throws IOException, InterruptedException {
        if (!given.isBlank()) return given(given);
        Optional<Path> programs = installed();
        return programs.isPresent() ? own(programs.get()) : embedded();
    }

    /** A database that nobody has used. */
    String fresh(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(base + "postgres" + options);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        return base + name + options;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static Server given(String url) {
        int options = url.indexOf('?');
        String place = options < 0 ? url : url.substring(0, options);
        return new Server(
                "the server given by parley.benchmark.postgres",
                place.substring(0, place.lastIndexOf('/') + 1),
                options < 0 ? "" : url.substring(options),
                () -> {});
    }

    private static Server embedded() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        return new Server(
                "the tests' embedded server, fsync off",
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/",
                "?user=postgres",
                () -> {
                    try {
                        server.close();
                    } catch (IOException failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }

    private static Optional<Path> installed() throws IOException {
        if (!Files.isDirectory(DEBIAN)) return Optional.empty();
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static Server own(Path programs) throws IOException, InterruptedException {
        Path home = Scratch.directory();
        if (root()) run(List.of("chown", "postgres", home.toString()));
        String data = home.resolve("data").toString();
        int port = freePort();
        asServer(programs.resolve("initdb").toString(), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8");
        String options = "-p " + port + " -k " + home + " -c listen_addresses=127.0.0.1 -c shared_buffers=512MB";
        String control = programs.resolve("pg_ctl").toString();
        asServer(control, "-D", data, "-l", home.resolve("log").toString(), "-o", options, "-w", "start");
        Runnable stop = () -> {
            if (Files.exists(Path.of(data, "postmaster.pid")))
                asServer(control, "-D", data, "-m", "immediate", "-w", "stop");
            Scratch.remove(home);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop));
        return new Server(
                DEBIAN.relativize(programs) + " of this machine, fsync on, data in " + home,
                "jdbc:postgresql://127.0.0.1:" + port + "/",
                "?user=postgres",
                stop);
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void asServer(String... command) {
        List<String> whole = new ArrayList<>();
        if (root()) whole.addAll(List.of("runuser", "-u", "postgres", "--"));
        whole.addAll(List.of(command));
        run(whole);
    }

    private static void run(List<String> command) {
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .directory(Path.of("/").toFile())
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException(command + " ended with " + code);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
