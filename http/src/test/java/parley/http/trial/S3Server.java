package parley.http.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** s3proxy over a folder, in a process of its own: {@code -Dparley.s3proxy} names the folder of its jars. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "files";
    private static final long START_WITHIN = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final String jars;
    private final int port;
    private @Nullable Process process;

    private S3Server(Path folder, String jars, int port) {
        this.folder = folder;
        this.jars = jars;
        this.port = port;
    }

    /** Whether this run has been told where the jars are. */
    static Optional<S3Server> in(Path folder) {
        return Optional.ofNullable(System.getProperty("parley.s3proxy"))
                .filter(it -> !it.isEmpty())
                .map(jars -> new S3Server(folder, jars, freePort()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the blobs of the bucket lie. */
    Path blobs() {
        return folder.resolve("blobs").resolve(BUCKET);
    }

    /** What a server needs to know of it. */
    List<String> settings(String secret) {
        String place = "parley.file-store.s3.";
        return List.of(
                "parley.file-store.provider=s3",
                place + "endpoint=http://127.0.0.1:" + port,
                place + "bucket=" + BUCKET,
                place + "access-key=trial",
                place + "secret-key=" + secret,
                place + "path-style=on");
    }

    void start() {
        try {
            Files.createDirectories(blobs());
            Path settings =
                    Files.writeString(folder.resolve("s3proxy.conf"), """
                        s3proxy.endpoint=http://127.0.0.1:%d
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.identity=trial
                        s3proxy.credential=secret
                        jclouds.provider=filesystem
                        jclouds.identity=x
                        jclouds.credential=y
                        jclouds.filesystem.basedir=%s
                        """.formatted(port, folder.resolve("blobs")));
            // Left to itself it writes down every byte that it reads.
            Path quiet = Files.writeString(
                    folder.resolve("s3proxy-log.xml"), "<configuration><root level=\"WARN\"/></configuration>");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Dlogback.configurationFile=" + quiet,
                            "-cp",
                            Path.of(jars).resolve("*").toString(),
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("s3proxy.log").toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        awaitPort();
    }

    private void awaitPort() {
        long end = System.nanoTime() + START_WITHIN;
        while (!listens()) {
            Process it = process;
            if (it == null || !it.isAlive() || System.nanoTime() > end)
                throw new IllegalStateException("s3proxy did not start; see " + folder.resolve("s3proxy.log"));
            ServerProcess.pause(50);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        Process it = process;
        if (it != null)
            it.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        process = null;
    }
}
