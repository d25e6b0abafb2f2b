package parley.engine.prompt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.lore.LoreMemory;

/** Characters and rooms for the tests of their prompts. */
final class Cards {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Play KIM = new Play("Kim", "", 0, LoreMemory.NONE, Instant.parse("2026-11-21T12:00:00Z"));

    private final ObjectNode card = JSON.createObjectNode();
    private final ObjectNode data =
            card.put("spec", "chara_card_v3").put("spec_version", "3.0").putObject("data");

    private Cards() {}

    /** A character of whom only the name is known. */
    static Cards named(String name) {
        return new Cards().with("name", name).with("first_mes", "Hello.");
    }

    Cards with(String field, String text) {
        data.put(field, text);
        return this;
    }

    Cards with(String field, String... texts) {
        for (String text : texts) data.withArray(field).add(text);
        return this;
    }

    /** With a piece of JSON. */
    Cards json(String field, String json) {
        try {
            data.set(field, JSON.readTree(json.replace('\'', '"')));
        } catch (java.io.IOException none) {
            throw new IllegalArgumentException(none);
        }
        return this;
    }

    Participant agent() {
        return VectorScene.character(card.toString());
    }

    static Play play(String persona, Wishes wishes) {
        return new Play("Kim", persona, 0, LoreMemory.NONE, KIM.at(), wishes, 1);
    }

    /** A scene of characters, the first of whom speaks. */
    static Scene scene(Play play, List<Participant> company, Scene.@Nullable Summary summary, Scene.Line... lines) {
        return new Scene(company, company.getFirst(), List.of(lines), summary, "", 7, play);
    }

    static Scene scene(Participant speaker, Scene.Line... lines) {
        return scene(KIM, List.of(speaker), null, lines);
    }

    static Scene.Line kim(int line, String text) {
        return new Scene.Line(line, null, "Kim", text);
    }

    /** The texts of a prompt in order, each line with the name it carries. */
    static List<String> told(Written written) {
        List<String> told = new ArrayList<>(List.of(written.prompt().system().split("\n\n")));
        written.prompt()
                .lines()
                .forEach(it -> told.add(it.speaker().isEmpty() ? it.text() : it.speaker() + ": " + it.text()));
        return told;
    }
}
