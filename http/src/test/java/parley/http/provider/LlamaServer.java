package parley.http.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real llama-server on a free port of this machine, with a model file. Its program is given by {@code
 * -Dparley.llama-server=PATH}, or built once below {@code ~/.cache/parley} out of the sources in a package of npm, which
 * takes some minutes.
 */
final class LlamaServer implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("user.home"), ".cache", "parley", "llama-server");
    private static final String PACKAGE = "node-llama-cpp@3.22.1";
    private static final int LONGEST_STEP_MINUTES = 60;
    private static final int LOOKS = 300;

    private final Process process;
    private final URI root;

    private LlamaServer(Process process, URI root) {
        this.process = process;
        this.root = root;
    }

    /** Runs one, or skips the test where there can be none. */
    static LlamaServer running(Path model, int context) throws Exception {
        Path program = program();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-m",
                        model.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "-c",
                        Integer.toString(context),
                        "-np",
                        "1",
                        "-t",
                        "1",
                        "--alias",
                        String.valueOf(model.getFileName()),
                        "--metrics")
                .redirectErrorStream(true)
                .redirectOutput(model.resolveSibling("llama-server.log").toFile())
                .start();
        LlamaServer server = new LlamaServer(process, URI.create("http://127.0.0.1:" + port));
        server.awaitHealth();
        return server;
    }

    URI base() {
        return root.resolve("/v1");
    }

    /** What one of its own doors says. */
    String told(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }

    private void awaitHealth() throws InterruptedException {
        for (int look = 0; look < LOOKS && process.isAlive(); look++) {
            try {
                if (told("/health").contains("ok")) return;
            } catch (IOException _) {
                // not there yet
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("llama-server did not come up");
    }

    private static Path program() throws Exception {
        Optional<Path> given =
                Optional.ofNullable(System.getProperty("parley.llama-server")).map(Path::of);
        if (given.isPresent()) return given.get();
        Path built = HOME.resolve("build/bin/llama-server");
        if (Files.isExecutable(built)) return built;
        assumeTrue(
                Stream.of("cmake", "g++", "npm", "git", "tar").allMatch(LlamaServer::there),
                "building llama-server needs cmake, g++, npm, git and tar");
        Files.createDirectories(HOME);
        step("npm", "pack", PACKAGE, "--silent");
        step("tar", "xzf", PACKAGE.replace('@', '-') + ".tgz", "package/llama/gitRelease.bundle");
        step("git", "clone", "-q", "package/llama/gitRelease.bundle", "llama.cpp");
        step(
                "cmake",
                "-S",
                "llama.cpp",
                "-B",
                "build",
                "-DCMAKE_BUILD_TYPE=Release",
                "-DLLAMA_CURL=OFF",
                "-DLLAMA_OPENSSL=OFF",
                "-DLLAMA_BUILD_TESTS=OFF",
                "-DLLAMA_BUILD_EXAMPLES=OFF",
                "-DLLAMA_BUILD_UI=OFF",
                "-DBUILD_SHARED_LIBS=OFF",
                "-DGGML_NATIVE=OFF",
                "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG",
                "-DCMAKE_C_FLAGS_RELEASE=-O1 -DNDEBUG");
        step("cmake", "--build", "build", "-j2", "--target", "llama-server");
        return built;
    }

    private static boolean there(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }

    private static void step(String... command) throws Exception {
        Process step = new ProcessBuilder(List.of(command))
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(HOME.resolve("build.log").toFile())
                .start();
        if (!step.waitFor(LONGEST_STEP_MINUTES, TimeUnit.MINUTES) || step.exitValue() != 0)
            throw new IllegalStateException(command[0] + " failed; see " + HOME.resolve("build.log"));
    }
}
