package parley.http.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.TextChunk;
import parley.engine.speech.SpeechText;

/**
 * Speaks JSON lines in lock-step: each line is answered by the chunks it closes and one acknowledgement, at once. A line
 * that is too long or not to be understood is answered by an error and changes nothing.
 */
final class ChunkWire {
    static final int LONGEST_LINE = 1 << 20;
    static final int MOST_OPEN = 1000;

    /** Other characters are escaped, so that it does not matter how the terminal would write them. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Reader in;
    private final PrintWriter out;
    private final ChunkerOptions options;
    private final Map<String, Chunker> open = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private int lines;

    /** A piece of a text, or its end. The language is read with the first piece. */
    record Said(
            @Nullable String id,
            @Nullable String piece,
            @Nullable String lang,
            boolean end) {}

    /** A chunk; {@code end} counts UTF-16 units from the start of the text. */
    record Told(String id, String chunk, int end, String kind, String speech) {}

    record Acknowledged(String id, int ack) {}

    record Refused(int line, String error) {}

    ChunkWire(Reader in, PrintWriter out, ChunkerOptions options) {
        this.in = in;
        this.out = out;
        this.options = options;
    }

    /** Answers line by line until there are no more; whether all could be understood. */
    boolean run() {
        boolean understood = true;
        try {
            while (nextLine()) {
                if (!line.toString().isBlank()) understood &= answer();
                out.flush();
            }
            return understood;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads a line, of which no more is kept than is allowed. */
    private boolean nextLine() throws IOException {
        line.setLength(0);
        lines++;
        int it = in.read();
        if (it < 0) return false;
        for (; it >= 0 && it != '\n'; it = in.read()) if (line.length() <= LONGEST_LINE) line.append((char) it);
        return true;
    }

    private boolean answer() {
        if (line.length() > LONGEST_LINE) return refuse("longer than " + LONGEST_LINE + " characters");
        try {
            return answer(JSON.readValue(line.toString(), Said.class));
        } catch (JsonProcessingException unreadable) {
            return refuse("not a JSON object with id and piece or end: " + unreadable.getOriginalMessage());
        }
    }

    private boolean answer(@Nullable Said said) {
        if (said == null || said.id() == null) return refuse("no id");
        String id = said.id();
        String piece = said.piece();
        if (piece == null && !said.end()) return refuse("neither piece nor end");
        if (!open.containsKey(id) && open.size() == MOST_OPEN) return refuse(MOST_OPEN + " texts are open already");
        Chunker chunker = open.computeIfAbsent(id, _ -> new Chunker(optionsFor(said.lang())));
        if (piece != null) tell(id, chunker.add(piece));
        if (said.end()) {
            tell(id, chunker.end());
            open.remove(id);
        }
        write(new Acknowledged(id, 1));
        return true;
    }

    private ChunkerOptions optionsFor(@Nullable String language) {
        if (language == null) return options;
        return ChunkerOptions.of(language).withEarlyClause(options.earlyClause());
    }

    private void tell(String id, List<TextChunk> chunks) {
        for (TextChunk it : chunks) {
            String kind = it.kind().name().toLowerCase(Locale.ROOT);
            write(new Told(id, it.text(), it.end(), kind, SpeechText.of(it.text())));
        }
    }

    private boolean refuse(String why) {
        write(new Refused(lines, why));
        return false;
    }

    private void write(Object answer) {
        try {
            out.println(JSON.writeValueAsString(answer));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
