package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.card.CardData;
import parley.engine.card.Vectors;
import parley.engine.lore.Role;

/** What cards must make of prompts, greetings and macros, vector by vector. */
final class CardVectorsTest {
    @ParameterizedTest
    @MethodSource
    void macros(Vectors.Case it) {
        for (int seed = 0; seed < it.repeat(); seed++) {
            VectorScene scene = VectorScene.of(it, seed);
            String text = scene.sheet().macros().expand(it.input().path("text").asText());
            if (it.expect().has("text"))
                assertThat(text).isEqualTo(it.expect().path("text").asText());
            if (it.expect().has("regex"))
                assertThat(text).containsPattern(it.expect().path("regex").asText());
            if (it.expect().path("same_across_repeats").asBoolean())
                assertThat(text)
                        .isEqualTo(VectorScene.of(it, 0)
                                .sheet()
                                .macros()
                                .expand(it.input().path("text").asText()));
        }
    }

    static List<Vectors.Case> macros() {
        return Vectors.of("macro");
    }

    @ParameterizedTest
    @MethodSource
    void prompts(Vectors.Case it) {
        Written written = VectorScene.of(it, 1).written();
        String told = told(written);
        int from = 0;
        for (String text : texts(it.expect().path("in_order"))) {
            int at = told.indexOf(text, from);
            assertThat(at).as(text + " after " + from + " in\n" + told).isNotNegative();
            from = at + text.length();
        }
        assertThat(texts(it.expect().path("absent"))).noneMatch(told::contains);
        for (String text : texts(it.expect().path("each_once")))
            assertThat(count(told, text)).as(text).isOne();
        it.expect()
                .path("count")
                .properties()
                .forEach(each -> assertThat(count(told, each.getKey()))
                        .as(each.getKey())
                        .isEqualTo(each.getValue().asInt()));
        it.expect()
                .path("roles")
                .properties()
                .forEach(each -> assertThat(roles(written, each.getKey()))
                        .as(each.getKey())
                        .contains(each.getValue().asText()));
        if (it.expect().has("example_messages"))
            assertThat(examples(VectorScene.of(it, 1)))
                    .isEqualTo(blocks(it.expect().path("example_messages")));
    }

    static List<Vectors.Case> prompts() {
        return Vectors.of("prompt", "group");
    }

    @ParameterizedTest
    @MethodSource
    void greetings(Vectors.Case it) {
        VectorScene scene = VectorScene.of(it, 1);
        CardData card = scene.character().card();
        if (it.expect().has("greetings"))
            assertThat(Greetings.of(card, scene.character().macros(), false))
                    .extracting(Greetings.Greeting::text)
                    .isEqualTo(texts(it.expect().path("greetings")));
        if (it.expect().has("group_greetings"))
            assertThat(Greetings.of(card, scene.character().macros(), true))
                    .extracting(Greetings.Greeting::text)
                    .isEqualTo(texts(it.expect().path("group_greetings")));
    }

    static List<Vectors.Case> greetings() {
        return Vectors.of("greeting");
    }

    /** The whole prompt in order, characters' lines with their names. */
    private static String told(Written written) {
        Stream<String> lines = written.prompt().lines().stream()
                .map(it -> it.speaker().isEmpty() ? it.text() : it.speaker() + ": " + it.text());
        return Stream.concat(Stream.of(written.prompt().system()), lines).collect(Collectors.joining("\n"));
    }

    private static int count(String told, String text) {
        return (told.length() - told.replace(text, "").length()) / text.length();
    }

    private static List<String> roles(Written written, String text) {
        return written.staged().orElseThrow().parts().stream()
                .filter(it -> it.text().contains(text))
                .map(Staging.Part::role)
                .map(Role::name)
                .map(it -> it.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<List<List<String>>> examples(VectorScene scene) {
        return scene.sheet().examples().stream()
                .map(block -> block.said().stream()
                        .map(it -> List.of(it.name(), it.text()))
                        .toList())
                .toList();
    }

    private static List<List<List<String>>> blocks(JsonNode expected) {
        List<List<List<String>>> blocks = new ArrayList<>();
        for (JsonNode block : expected) {
            List<List<String>> said = new ArrayList<>();
            for (JsonNode each : block) said.add(texts(each));
            blocks.add(said);
        }
        return blocks;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
