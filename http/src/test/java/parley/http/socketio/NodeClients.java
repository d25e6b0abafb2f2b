package parley.http.socketio;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Node and the npm packages that tests use where they are at hand: in {@code ~/.cache/parley/node_modules}. */
public final class NodeClients {
    private static final Path MODULES = Path.of(System.getProperty("user.home"), ".cache", "parley", "node_modules");

    private NodeClients() {}

    public static boolean found() {
        boolean node = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(it -> Files.isExecutable(Path.of(it, "node")));
        return node && Files.isDirectory(MODULES.resolve("socket.io-client"));
    }

    /** Runs a script with a package's module and what else it wants as its arguments. */
    public static List<String> command(Path script, String client, String... arguments) {
        String module = MODULES.resolve(client)
                .resolve("build/esm-debug/index.js")
                .toUri()
                .toString();
        return Stream.concat(Stream.of("node", script.toString(), module), Stream.of(arguments))
                .toList();
    }
}
