package parley.http.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Asks {@code parley doctor} about a configuration, as an operator does. */
record Consulting(Path file) {
    private static final int PATIENCE = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What it said, and the exit code. */
    record Said(int code, String text) {
        List<String> lines(String level, String check) {
            return text.lines()
                    .filter(it -> it.startsWith("%-6s%-15s".formatted(level, check)))
                    .toList();
        }

        /** The lines of all that is wrong. */
        List<String> wrong() {
            return text.lines().filter(it -> it.startsWith("wrong ")).toList();
        }
    }

    /** About a server of a folder, with these settings. */
    static Consulting about(Path folder, String settings) {
        String usual = """
            parley {
              data = "%s"
              http.port = 0
              models.discover = off
              voices.enabled = off
            }
            """.formatted(folder.resolve("data"));
        try {
            return new Consulting(Files.writeString(folder.resolve("doctor.conf"), usual + settings));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** With the patience that a busy machine wants. */
    Said asked(String... more) {
        return asked(PATIENCE, more);
    }

    /** With so much patience, in seconds, for each check. */
    Said within(int seconds) {
        return asked(seconds);
    }

    private Said asked(int seconds, String... more) {
        StringWriter out = new StringWriter();
        CommandLine commands = Parley.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(out));
        String[] order = Stream.concat(
                        Stream.of("--config", file.toString(), "doctor", "--within", Integer.toString(seconds)),
                        Stream.of(more))
                .toArray(String[]::new);
        return new Said(commands.execute(order), out.toString());
    }

    /** What it says in JSON, one object a line. */
    List<JsonNode> told() {
        return asked("--json").text().lines().map(Consulting::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
