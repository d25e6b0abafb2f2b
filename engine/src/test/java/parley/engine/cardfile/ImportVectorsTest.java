package parley.engine.cardfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.card.CardData;

/** The vectors of kind {@code import}: files made as they say, and what the card then says. */
final class ImportVectorsTest {
    private static final Map<String, Function<CardData, String>> TEXTS = Map.ofEntries(
            Map.entry("name", CardData::name),
            Map.entry("nickname", CardData::nickname),
            Map.entry("description", CardData::description),
            Map.entry("personality", CardData::personality),
            Map.entry("scenario", CardData::scenario),
            Map.entry("first_mes", CardData::firstMessage),
            Map.entry("mes_example", CardData::exampleMessages),
            Map.entry("creator_notes", CardData::creatorNotes),
            Map.entry("system_prompt", CardData::systemPrompt),
            Map.entry("post_history_instructions", CardData::postHistoryInstructions),
            Map.entry("creator", CardData::creator),
            Map.entry("character_version", CardData::characterVersion));

    private static final Map<String, Function<CardData, List<String>>> LISTS = Map.of(
            "alternate_greetings", CardData::alternateGreetings,
            "group_only_greetings", CardData::groupOnlyGreetings,
            "tags", CardData::tags);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @TestFactory
    Stream<DynamicTest> each_vector_holds() {
        List<JsonNode> vectors = CardCorpus.vectors("import");
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(7);
        return vectors.stream()
                .map(it -> dynamicTest(
                        it.path("id").asText() + " " + it.path("title").asText(), () -> check(it)));
    }

    private void check(JsonNode vector) {
        JsonNode expect = vector.path("expect");
        ReadCard read = CardReader.read(file(vector.path("input").path("file")));
        expect.path("data").properties().forEach(it -> assertField(read.card().data(), it.getKey(), it.getValue()));
        if (expect.path("warn").asBoolean()) assertThat(read.warnings()).isNotEmpty();
        JsonNode entries = read.card().data().book() == null
                ? CardCorpus.json("[]")
                : read.card().data().book().path("entries");
        for (JsonNode entry : expect.path("book_entries")) {
            assertThat(entries).anySatisfy(it -> {
                assertThat(it.path("keys")).isEqualTo(entry.path("keys"));
                assertThat(it.path("content")).isEqualTo(entry.path("content"));
            });
        }
    }

    private static void assertField(CardData data, String field, JsonNode expected) {
        if (expected.isArray()) {
            List<String> texts = new ArrayList<>();
            expected.forEach(it -> texts.add(it.asText()));
            assertThat(Objects.requireNonNull(LISTS.get(field), field).apply(data))
                    .isEqualTo(texts);
            return;
        }
        assertThat(Objects.requireNonNull(TEXTS.get(field), field).apply(data))
                .as(field)
                .isEqualTo(expected.asText());
    }

    private Path file(JsonNode file) {
        byte[] bytes = file.has("json") ? CardCorpus.bytes(file.path("json").toString()) : null;
        if (file.has("png")) bytes = png(file.path("png"));
        if (bytes == null)
            bytes = Base64.getDecoder().decode(file.path("base64").asText());
        return CardCorpus.file(directory, "card", bytes);
    }

    private static byte[] png(JsonNode png) {
        List<byte[]> chunks = new ArrayList<>();
        for (JsonNode chunk : png.path("chunks")) {
            assertThat(chunk.path(0).asText()).isEqualTo("tEXt");
            byte[] json = CardCorpus.bytes(chunk.path(2).toString());
            chunks.add(
                    PngPicture.text(chunk.path(1).asText(), Base64.getEncoder().encode(json)));
        }
        return CardCorpus.png(chunks.toArray(byte[][]::new));
    }
}
