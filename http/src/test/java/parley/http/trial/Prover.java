package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code ledger prove} in a process of its own, on what a killed server has left. */
final class Prover {
    private static final String FILE = "parley.mv.db";

    private final Program program;
    private final Path folder;
    private final List<String> settings;
    private final boolean embedded;

    /**
     * What it printed.
     *
     * @param summary its last line
     */
    record Verdict(int code, List<JsonNode> differences, JsonNode summary, Duration took) {
        long of(String figure) {
            return summary.path(figure).asLong();
        }
    }

    /** Proves the embedded database of a folder, or the one that the settings name. */
    Prover(Program program, Path folder, List<String> settings, boolean embedded) {
        this.program = program;
        this.folder = folder;
        this.settings = settings;
        this.embedded = embedded;
    }

    /** The embedded database is copied, so that the next server finds the file as it was left. */
    Verdict prove() {
        try {
            Path copy = Files.createDirectories(folder.resolve("copy"));
            if (embedded) Files.copy(folder.resolve(FILE), copy.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
            return run(copy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Verdict run(Path data) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dparley.data=" + data));
        command.addAll(program.flags());
        settings.forEach(it -> command.add("-D" + it));
        command.addAll(List.of("-cp", program.classPath(), "parley.http.main.Parley", "ledger", "prove", "--json"));
        long begun = System.nanoTime();
        Path errors = folder.resolve("prove.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : said.lines().filter(it -> it.startsWith("{")).toList())
            lines.add(Visitor.JSON.readTree(line));
        if (lines.isEmpty()) throw new IllegalStateException(said + Files.readString(errors));
        JsonNode summary = lines.removeLast();
        lines.removeIf(it -> it.has("hold"));
        return new Verdict(code, List.copyOf(lines), summary, took);
    }
}
