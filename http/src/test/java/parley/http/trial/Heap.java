package parley.http.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a server's heap holds after a full collection. */
final class Heap {
    private Heap() {}

    /** Bytes that are alive. */
    static long alive(ServerProcess server) {
        try {
            Process histogram = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(server.pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines()
                    .filter(it -> it.startsWith("Total "))
                    .map(it -> it.strip().split("\\s+"))
                    .mapToLong(it -> Long.parseLong(it[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no histogram: " + said));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
