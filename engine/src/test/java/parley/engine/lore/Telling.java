package parley.engine.lore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A scene under construction: books, settings and a talk, and what was found in it. */
record Telling(List<Lorebook> books, LoreSettings settings, LoreScene scene) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHARACTERS_A_TOKEN = 4;

    /** A book of entries as a card has them, in JSON with single quotes. */
    static Telling of(String... entries) {
        return new Telling(
                List.of(book("ada", "{'entries':[" + String.join(",", entries) + "]}")),
                LoreSettings.USUAL,
                scene(named("Kim", "Ada")));
    }

    static Lorebook book(String scope, String book) {
        return Lorebooks.of(scope, json(book));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static LoreScene scene(UnaryOperator<String> expand) {
        return new LoreScene(
                List.of(),
                LoreScene.About.NOTHING,
                "normal",
                0,
                LoreMemory.NONE,
                1,
                expand,
                it -> (it.length() + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN,
                1024);
    }

    /** Macros of names, and those that are not told. */
    static UnaryOperator<String> named(String user, String character) {
        Map<String, String> names = Map.of(
                "{{user}}", user, "{{char}}", character, "<user>", user, "<bot>", character, "<char>", character);
        return text -> {
            String filled = text;
            for (Map.Entry<String, String> name : names.entrySet())
                filled = filled.replace(name.getKey(), name.getValue());
            return filled.replaceAll("\\{\\{(?://|hidden_key:|comment:)[^}]*\\}\\}", "");
        };
    }

    /** The same with these messages: the last one is a person's, and so is every second before it. */
    Telling said(String... messages) {
        List<LoreScene.Said> said = new ArrayList<>();
        for (int at = 0; at < messages.length; at++) {
            boolean person = (messages.length - 1 - at) % 2 == 0;
            said.add(new LoreScene.Said(person ? Role.USER : Role.ASSISTANT, person ? "Kim" : "Ada", messages[at]));
        }
        return said(said);
    }

    Telling said(List<LoreScene.Said> said) {
        return with(new LoreScene(
                said,
                scene.about(),
                scene.generation(),
                scene.greeting(),
                scene.memory(),
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling about(LoreScene.About about) {
        return with(new LoreScene(
                scene.said(),
                about,
                scene.generation(),
                scene.greeting(),
                scene.memory(),
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling generation(String generation) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                generation,
                scene.greeting(),
                scene.memory(),
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling greeting(int greeting) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                scene.generation(),
                greeting,
                scene.memory(),
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling remembering(LoreMemory memory) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                scene.generation(),
                scene.greeting(),
                memory,
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling seed(long seed) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                scene.generation(),
                scene.greeting(),
                scene.memory(),
                seed,
                scene.expand(),
                scene.tokens(),
                scene.budget()));
    }

    Telling user(String user) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                scene.generation(),
                scene.greeting(),
                scene.memory(),
                scene.seed(),
                named(user, "Ada"),
                scene.tokens(),
                scene.budget()));
    }

    Telling budget(int budget) {
        return with(new LoreScene(
                scene.said(),
                scene.about(),
                scene.generation(),
                scene.greeting(),
                scene.memory(),
                scene.seed(),
                scene.expand(),
                scene.tokens(),
                budget));
    }

    private Telling with(LoreScene other) {
        return new Telling(books, settings, other);
    }

    Telling with(LoreSettings other) {
        return new Telling(books, other, scene);
    }

    Telling books(Lorebook... others) {
        return new Telling(List.of(others), settings, scene);
    }

    LoreFindings found() {
        return new LoreScan(books, settings).scan(scene);
    }

    /** The labels of what is in. */
    List<String> in() {
        return in(found());
    }

    static List<String> in(LoreFindings found) {
        return found.trace().stream()
                .filter(LoreFindings.Trace::in)
                .map(LoreFindings.Trace::label)
                .toList();
    }

    /** Why each entry is in or out, by its label. */
    Map<String, String> reasons() {
        return found().trace().stream()
                .collect(Collectors.toMap(LoreFindings.Trace::label, LoreFindings.Trace::reason));
    }

    /** The texts that stand in a place, as a prompt joins them. */
    static String text(LoreFindings found, Place place) {
        return found.placed().stream()
                .filter(it -> it.place() == place)
                .map(LoreFindings.Placed::text)
                .collect(Collectors.joining("\n"));
    }
}
