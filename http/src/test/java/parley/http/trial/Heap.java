package parley.http.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server's heap holds after a full collection.
 *
 * @param histogram how many objects there are of each class, most bytes first
 */
record Heap(String histogram) {
    private static final int MOST = 25;

    /** Collects, and counts what is alive. */
    static Heap of(ServerProcess server) {
        try {
            Process histogram = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(server.pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            return new Heap(new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All that is alive, without what the collector itself fills its gaps with. */
    long kilobytes() {
        long bytes = counted()
                .filter(it -> !it[3].contains("FillerElement"))
                .mapToLong(it -> Long.parseLong(it[2]))
                .sum();
        if (bytes == 0) throw new IllegalStateException("no histogram: " + histogram);
        return bytes >> 10;
    }

    /** How many objects of a class there are. */
    long objects(String className) {
        return counted()
                .filter(it -> it[3].equals(className))
                .mapToLong(it -> Long.parseLong(it[1]))
                .sum();
    }

    /** Rank, objects, bytes and name of each class. */
    private Stream<String[]> counted() {
        return histogram
                .lines()
                .map(it -> it.strip().split("\\s+"))
                .filter(it -> it.length >= 4 && it[0].endsWith(":"));
    }

    /** What most of it is. */
    String most() {
        return histogram.lines().limit(MOST).collect(Collectors.joining("\n"));
    }
}
