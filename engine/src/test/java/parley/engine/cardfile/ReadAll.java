package parley.engine.cardfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import parley.engine.kernel.Refusal;

/** Reads all files of some directories and says what came of each; run in a process with little memory. */
final class ReadAll {
    private ReadAll() {}

    public static void main(String[] directories) throws IOException {
        for (String directory : directories) {
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                List<Path> all =
                        files.filter(it -> it.toFile().isFile()).sorted().toList();
                all.forEach(ReadAll::read);
            }
        }
    }

    private static void read(Path file) {
        long began = System.nanoTime();
        String outcome;
        try {
            outcome = "read as " + CardReader.read(file).format();
        } catch (Refusal refusal) {
            outcome = "refused: " + refusal.reason();
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println(file.getFileName() + ": " + outcome + " in " + millis + " ms");
    }
}
