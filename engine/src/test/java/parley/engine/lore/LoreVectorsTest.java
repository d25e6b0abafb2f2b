package parley.engine.lore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import parley.engine.card.Vectors;
import parley.engine.card.Vectors.Case;

/** The vectors of kinds lore, timed and import-lorebook. */
final class LoreVectorsTest {
    @TestFactory
    Stream<DynamicTest> scans() {
        return Vectors.of("lore").stream().map(it -> DynamicTest.dynamicTest(it.toString(), () -> scans(it)));
    }

    @TestFactory
    Stream<DynamicTest> scans_that_remember() {
        return Vectors.of("timed").stream().map(it -> DynamicTest.dynamicTest(it.toString(), () -> remembers(it)));
    }

    @TestFactory
    Stream<DynamicTest> imports() {
        return Vectors.of("import-lorebook").stream()
                .map(it -> DynamicTest.dynamicTest(it.toString(), () -> imported(it)));
    }

    private static void scans(Case vector) {
        for (int seed = 0; seed < vector.repeat(); seed++) {
            LoreFindings found = telling(vector, history(vector, vector.input().path("history")))
                    .seed(seed)
                    .found();
            check(vector, found);
        }
    }

    private static void remembers(Case vector) {
        LoreMemory memory = LoreMemory.NONE;
        List<List<String>> activated = new ArrayList<>();
        for (JsonNode turn : vector.input().path("turns")) {
            LoreFindings found =
                    telling(vector, history(vector, turn)).remembering(memory).found();
            activated.add(Telling.in(found));
            memory = found.memory();
        }
        List<List<String>> expected = new ArrayList<>();
        vector.expect().path("activated_per_turn").forEach(it -> expected.add(texts(it)));
        assertThat(activated).isEqualTo(expected);
    }

    private static void imported(Case vector) throws IOException {
        JsonNode file = vector.input().path("file");
        ObjectNode book = Lorebooks.book(file.path("json"), file.path("name").asText());
        JsonNode expected = vector.expect().path("entries");
        assertThat(book.path("entries")).hasSameSizeAs(expected);
        for (int at = 0; at < expected.size(); at++) {
            JsonNode entry = book.path("entries").path(at);
            expected.get(at)
                    .properties()
                    .forEach(it -> assertThat(plain(entry.path(it.getKey())))
                            .as(it.getKey())
                            .isEqualTo(plain(it.getValue())));
        }
    }

    /** Numbers are equal however they are written. */
    private static Object plain(JsonNode value) {
        return value.isNumber() ? (Object) value.doubleValue() : value;
    }

    private static void check(Case vector, LoreFindings found) {
        JsonNode expect = vector.expect();
        Map<String, Runnable> checks = new HashMap<>();
        checks.put(
                "activated",
                () -> assertThat(Telling.in(found))
                        .containsExactlyInAnyOrderElementsOf(texts(expect.path("activated"))));
        checks.put(
                "exactly_one_of",
                () -> assertThat(Telling.in(found)).hasSize(1).isSubsetOf(texts(expect.path("exactly_one_of"))));
        place(checks, expect, "before_char", Telling.text(found, Place.BEFORE_CHARACTER));
        place(checks, expect, "after_char", Telling.text(found, Place.AFTER_CHARACTER));
        place(checks, expect, "examples_before", Telling.text(found, Place.BEFORE_EXAMPLES));
        place(checks, expect, "examples_after", Telling.text(found, Place.AFTER_EXAMPLES));
        checks.put(
                "before_char_trimmed_lines",
                () -> assertThat(lines(Telling.text(found, Place.BEFORE_CHARACTER)))
                        .isEqualTo(texts(expect.path("before_char_trimmed_lines"))));
        checks.put("at_depth", () -> assertThat(atDepth(found)).isEqualTo(expectedAtDepth(expect.path("at_depth"))));
        expect.fieldNames().forEachRemaining(it -> {
            Objects.requireNonNull(checks.get(it), it).run();
        });
    }

    private static void place(Map<String, Runnable> checks, JsonNode expect, String name, String text) {
        checks.put(
                name,
                () -> assertThat(text)
                        .isEqualTo(
                                expect.path(name).isArray()
                                        ? String.join("\n", texts(expect.path(name)))
                                        : expect.path(name).asText()));
    }

    private static Map<String, String> atDepth(LoreFindings found) {
        return found.placed().stream()
                .filter(it -> it.place() == Place.AT_DEPTH)
                .collect(Collectors.toMap(
                        it -> it.depth() + " " + it.role(), LoreFindings.Placed::text, (a, b) -> a + "\n" + b));
    }

    private static Map<String, String> expectedAtDepth(JsonNode expected) {
        Map<String, String> atDepth = new HashMap<>();
        for (JsonNode one : expected) {
            JsonNode role = one.path("role");
            Role named = role.isNumber()
                    ? List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT).get(role.asInt())
                    : Role.valueOf(role.asText("system").toUpperCase(Locale.ROOT));
            JsonNode content = one.has("content") ? one.path("content") : one.path("text");
            if (content.isMissingNode()) content = one.path("entries");
            atDepth.put(
                    one.path("depth").asInt() + " " + named,
                    content.isArray() ? String.join("\n", texts(content)) : content.asText());
        }
        return atDepth;
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\n", -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static Telling telling(Case vector, List<LoreScene.Said> history) {
        JsonNode settings = vector.settings();
        JsonNode data = vector.data();
        JsonNode card = vector.card();
        List<Lorebook> books = new ArrayList<>();
        if (data.path("character_book").isObject()) books.add(Lorebooks.of("ada", data.path("character_book")));
        for (JsonNode book : vector.input().path("books"))
            books.add(Lorebooks.of(
                    book.path("scope").asText(),
                    Lorebooks.book(book.path("book"), book.path("name").asText())));
        String character = data.path("nickname").asText("").isEmpty()
                ? data.path("name").asText()
                : data.path("nickname").asText();
        return new Telling(books, settings(settings), Telling.scene(Telling.named(vector.userName(), character)))
                .said(history)
                .budget(settings.path("budget_tokens").asInt())
                .generation(settings.path("generation_type").asText())
                .greeting(vector.input()
                        .path("greeting")
                        .asInt(vector.input().path("greeting_index").asInt(0)))
                .about(new LoreScene.About(
                        vector.input().path("user").path("persona").asText(""),
                        data.path("description").asText(""),
                        data.path("personality").asText(""),
                        data.path("scenario").asText(""),
                        data.path("extensions")
                                .path("depth_prompt")
                                .path("prompt")
                                .asText(""),
                        data.path("creator_notes")
                                .asText(card.path("creator_notes").asText(""))));
    }

    private static LoreSettings settings(JsonNode settings) {
        return new LoreSettings(
                settings.path("scan_depth").asInt(),
                settings.path("recursive").asBoolean(),
                settings.path("case_sensitive").asBoolean(),
                settings.path("match_whole_words").asBoolean(),
                settings.path("include_names").asBoolean(),
                settings.path("min_activations").asInt(),
                settings.path("min_activations_depth_max").asInt(),
                settings.path("max_recursion_steps").asInt(),
                settings.path("use_group_scoring").asBoolean(),
                switch (settings.path("insertion_strategy").asText()) {
                    case "global_first" -> LoreSettings.Precedence.GLOBAL_FIRST;
                    case "evenly" -> LoreSettings.Precedence.EVENLY;
                    default -> LoreSettings.Precedence.CHARACTERS_FIRST;
                });
    }

    private static List<LoreScene.Said> history(Case vector, JsonNode history) {
        List<LoreScene.Said> said = new ArrayList<>();
        for (JsonNode message : history) {
            boolean user = message.path("role").asText().equals("user");
            String name = user ? vector.userName() : vector.data().path("name").asText();
            said.add(new LoreScene.Said(
                    user ? Role.USER : Role.ASSISTANT,
                    message.path("name").asText(name),
                    message.path("content").asText()));
        }
        return said;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
