package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The card files of the tests, what is expected of each, and small files made on the spot. */
final class CardCorpus {
    /** A reader that shares nothing with the one under test, and loses no digit. */
    static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CardCorpus() {}

    /** One row of {@code expected.tsv}. */
    record Row(String file, String outcome, String words) {
        Path path() {
            return CardCorpus.path(file);
        }
    }

    static List<Row> rows() {
        return lines("expected.tsv")
                .filter(it -> !it.startsWith("#"))
                .map(it -> it.split("\t"))
                .map(it -> new Row(it[0], it[1], it[2]))
                .toList();
    }

    static List<Row> readable() {
        return rows().stream().filter(it -> !it.outcome().equals("refuse")).toList();
    }

    static Path path(String file) {
        try {
            return Path.of(Objects.requireNonNull(CardCorpus.class.getResource("/cards/" + file))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static JsonNode json(String text) {
        try {
            return EXACT.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The open vectors of a kind. */
    static List<JsonNode> vectors(String kind) {
        JsonNode all = json(new String(bytes(path("vectors-open.json")), StandardCharsets.UTF_8));
        return StreamSupport.stream(all.path("vectors").spliterator(), false)
                .filter(it -> it.path("kind").asText().equals(kind))
                .toList();
    }

    /** What a file of ours says of the card: its JSON but for what a CHARX adds. */
    static ObjectNode withoutAssets(JsonNode card) {
        ObjectNode copy = card.deepCopy();
        if (copy.path("data") instanceof ObjectNode data) data.remove("assets");
        copy.remove("assets");
        return copy;
    }

    /** A PNG of one pixel with these chunks after its pixels. */
    static byte[] png(byte[]... chunks) {
        ByteBuffer plain = ByteBuffer.wrap(PlainPicture.png());
        int end = plain.limit() - 12;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(plain.array(), 0, end);
        Arrays.stream(chunks).forEach(png::writeBytes);
        png.write(plain.array(), end, 12);
        return png.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Path file(Path directory, String name, byte[] bytes) {
        try {
            return Files.write(directory.resolve(name), bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<String> lines(String file) {
        try {
            List<String> lines = Files.readAllLines(path(file));
            assertThat(lines).isNotEmpty();
            return lines.stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
