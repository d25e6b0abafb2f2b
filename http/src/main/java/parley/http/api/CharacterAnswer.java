package parley.http.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Portrait;
import parley.engine.card.Card;
import parley.engine.card.CardData;
import parley.engine.llm.ModelRef;
import parley.engine.prompt.Tokens;
import parley.engine.speech.Voice;
import parley.http.character.Figure;

/**
 * A character as its owner sees it. The texts of its card are called as in the specifications of character cards, and a
 * change calls them the same.
 *
 * @param spec the version of its card: 1, 2 or 3
 * @param fields the card's texts
 * @param greetings the first message, then the alternates, then those for rooms with several agents
 * @param version what its maker calls this version of it
 * @param notes what its maker says of it to people; no model sees it
 * @param notesByLanguage the same by language, where there are several
 * @param source where it comes from
 * @param tokens what each text costs, and all of them together
 * @param warnings what was mended or left out in reading its card
 * @param duplicate whether it was there before, in the answer to a card that came
 */
record CharacterAnswer(
        AgentId id,
        String name,
        int spec,
        Map<String, String> fields,
        List<Greeting> greetings,
        List<String> tags,
        String creator,
        String version,
        String notes,
        Map<String, String> notesByLanguage,
        List<String> source,
        Map<String, Integer> tokens,
        @Nullable BookSummary book,
        int assets,
        List<String> warnings,
        String portrait,
        @Nullable String live2dModel,
        @Nullable String live2dPath,
        ModelRef model,
        Voice voice,
        @Nullable Boolean duplicate,
        Instant createdAt,
        Instant updatedAt) {
    /** Beyond this many nobody counts on: such a text never fits into a prompt. */
    private static final int COUNTED = 200_000;

    /** One of the greetings, by the number that rooms call it by. */
    record Greeting(int number, String text, boolean groupOnly) {}

    static CharacterAnswer of(Figure figure, List<String> warnings, @Nullable Boolean duplicate) {
        CardData card = figure.card().data();
        Portrait portrait = figure.portrait();
        return new CharacterAnswer(
                figure.id(),
                figure.agent().casting().name(),
                card.version(),
                fields(card),
                greetings(card),
                card.tags(),
                card.creator(),
                card.characterVersion(),
                card.creatorNotes(),
                card.notes(),
                card.source(),
                tokens(card),
                card.book() == null ? null : BookSummary.of(card.book(), CharacterAnswer::count),
                card.assets().size(),
                warnings,
                "/api/v1/characters/" + figure.id() + "/portrait",
                portrait.live2dModel(),
                portrait.live2dPath(),
                figure.agent().casting().model(),
                figure.agent().casting().voice(),
                duplicate,
                figure.agent().createdAt(),
                figure.agent().updatedAt());
    }

    /** As it is kept. */
    static CharacterAnswer of(Figure figure) {
        Card card = figure.card();
        return of(figure, card.warnings(), null);
    }

    private static Map<String, String> fields(CardData card) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", card.name());
        fields.put("nickname", card.nickname());
        fields.put("description", card.description());
        fields.put("personality", card.personality());
        fields.put("scenario", card.scenario());
        fields.put("first_mes", card.firstMessage());
        fields.put("mes_example", card.exampleMessages());
        fields.put("system_prompt", card.systemPrompt());
        fields.put("post_history_instructions", card.postHistoryInstructions());
        return fields;
    }

    private static List<Greeting> greetings(CardData card) {
        List<Greeting> greetings = new ArrayList<>();
        Stream.concat(Stream.of(card.firstMessage()), card.alternateGreetings().stream())
                .forEach(it -> greetings.add(new Greeting(greetings.size(), it, false)));
        card.groupOnlyGreetings().forEach(it -> greetings.add(new Greeting(greetings.size(), it, true)));
        return greetings;
    }

    private static Map<String, Integer> tokens(CardData card) {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        fields(card).forEach((name, text) -> tokens.put(name, count(text)));
        tokens.put("total", tokens.values().stream().mapToInt(it -> it).sum());
        return tokens;
    }

    private static int count(String text) {
        return Tokens.local().count(text, COUNTED);
    }
}
