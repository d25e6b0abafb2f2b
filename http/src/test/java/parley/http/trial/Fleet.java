package parley.http.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several servers that are one cluster on one PostgreSQL, each in a process of its own, all on loopback. */
final class Fleet implements AutoCloseable {
    /** What all servers of a cluster have in common, and what makes a loss be noticed soon on one machine. */
    private static final List<String> COMMON = List.of(
            "parley.cluster.join=table",
            "parley.cluster.shared-folders=on",
            "parley.http.jwt-secret=a secret that all nodes have, of 32 bytes",
            "parley.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "parley.http.token-lifetime=7d");

    private final List<ServerProcess> servers = new ArrayList<>();

    /** Each server keeps its own things in {@code folder}; {@code upstream} is where it finds its model. */
    Fleet(Program program, Path folder, int size, Upstream upstream, List<String> settings) {
        for (int i = 0; i < size; i++) {
            List<String> own = new ArrayList<>(COMMON);
            own.add("parley.cluster.port=" + freePort());
            own.addAll(upstream.settings("/node-" + i));
            own.addAll(settings);
            servers.add(new ServerProcess(program, created(folder.resolve("node-" + i)), own));
        }
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
        String path = answer.path();
        int begin = path.indexOf("/node-") + "/node-".length();
        return servers.get(Integer.parseInt(path.substring(begin, path.indexOf('/', begin))));
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
