package parley.http.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.card.Card;
import parley.engine.cardfile.CardReader;
import parley.engine.cardfile.CardWriter;
import parley.engine.cardfile.ReadCard;
import parley.engine.kernel.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads character cards out of files, and writes one into a file of another format; the exit code is 1 where one cannot be read. */
@Command(
        name = "card",
        description =
                "Reads character cards out of PNG, APNG, WEBP, JSON, CHARX and BYAF files: one JSON object a line.",
        mixinStandardHelpOptions = true)
final class ReadCards implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what is to be read")
    private List<Path> files = List.of();

    @Option(names = "--export", paramLabel = "FORMAT", description = "writes the card as ${COMPLETION-CANDIDATES}")
    private @Nullable Format format;

    @Option(names = "--to", paramLabel = "FILE", description = "where --export writes")
    private @Nullable Path to;

    /** What a card can be written as. */
    enum Format {
        png,
        json,
        charx
    }

    @Override
    public Integer call() {
        boolean incomplete = (format == null) != (to == null) || (format != null && files.size() > 1);
        if (incomplete)
            throw new ParameterException(spec.commandLine(), "--export and --to go together, with one FILE");
        PrintWriter out = spec.commandLine().getOut();
        boolean all = true;
        for (Path file : files) {
            ObjectNode line = JSON.createObjectNode().put("file", file.toString());
            all &= told(file, line);
            out.println(text(line));
        }
        out.flush();
        return all ? 0 : 1;
    }

    private boolean told(Path file, ObjectNode line) {
        try {
            ReadCard read = CardReader.read(file);
            line.put("format", read.format()).put("name", read.card().data().name());
            line.put("version", read.card().data().version());
            line.putPOJO("warnings", read.warnings());
            if (format != null && to != null) export(read, file, format, to);
            return true;
        } catch (Refusal refusal) {
            line.put("error", refusal.reason());
        } catch (IOException fault) {
            line.put("error", "the file cannot be written");
        }
        return false;
    }

    private static void export(ReadCard read, Path file, Format format, Path to) throws IOException {
        Card card = read.card();
        ByteString picture = read.picture() == null ? null : read.picture().bytes();
        switch (format) {
            case json -> Files.write(to, CardWriter.json(card).toArray());
            case png ->
                Files.write(
                        to, CardWriter.png(card, original(read, file, picture)).toArray());
            case charx -> {
                try (OutputStream out = Files.newOutputStream(to)) {
                    CardWriter.charx(card, picture, file, out);
                }
            }
        }
    }

    // A PNG goes back into itself, with its assets.
    private static @Nullable ByteString original(ReadCard read, Path file, @Nullable ByteString picture)
            throws IOException {
        boolean png = read.format().endsWith("png");
        return png ? ByteString.fromArrayUnsafe(Files.readAllBytes(file)) : picture;
    }

    private static String text(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
