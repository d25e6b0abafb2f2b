package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code ledger prove} and {@code verify --all} in processes of their own, on what servers have left. */
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
        Verdict said = run("ledger", "prove", "--json");
        return new Verdict(
                said.code(),
                said.differences().stream().filter(it -> !it.has("hold")).toList(),
                said.summary(),
                said.took());
    }

    /** Of every conversation what of its journal does not hold. */
    Verdict verify() {
        Verdict said = run("verify", "--all", "--json");
        return new Verdict(
                said.code(),
                said.differences().stream()
                        .filter(it -> !it.path("findings").isEmpty())
                        .toList(),
                said.summary(),
                said.took());
    }

    /** Fails if there is a difference or a finding; says what was looked at. */
    void holds() {
        Verdict proved = prove();
        IO.println("proved: " + proved.summary());
        assertThat(proved.differences()).isEmpty();
        Verdict verified = verify();
        IO.println("verified: " + verified.summary());
        assertThat(verified.differences()).isEmpty();
        assertThat(verified.of("conversations")).isPositive();
        assertThat(List.of(proved.code(), verified.code())).as("exit codes").containsOnly(0);
    }

    private Verdict run(String... words) {
        try {
            Path copy = Files.createDirectories(folder.resolve("copy"));
            if (embedded) Files.copy(folder.resolve(FILE), copy.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
            return run(copy, List.of(words));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Verdict run(Path data, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dparley.data=" + data));
        command.addAll(program.flags());
        settings.forEach(it -> command.add("-D" + it));
        command.addAll(List.of("-cp", program.classPath(), "parley.http.main.Parley"));
        command.addAll(words);
        long begun = System.nanoTime();
        Path errors = folder.resolve(words.getFirst() + ".log");
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
        return new Verdict(code, List.copyOf(lines), summary, took);
    }
}
