package parley.engine.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.card.Vectors;
import parley.engine.llm.ModelRef;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.LoreSettings;
import parley.engine.speech.Voice;

/** The room that a vector tells of. */
record VectorScene(Scene scene, LoreSettings settings, Budget budget) {
    static VectorScene of(Vectors.Case it, long seed) {
        List<Participant> company = new ArrayList<>();
        for (JsonNode card : it.input().path("cards")) company.add(character(card.toString()));
        if (company.isEmpty()) company.add(character(it.card().toString()));
        String speaks = it.input().path("speaker").asText(company.getFirst().name());
        Participant speaker = named(speaks, company);
        Play play = new Play(
                it.userName(),
                it.input().path("user").path("persona").asText(""),
                it.input().path("greeting_index").asInt(0),
                LoreMemory.NONE,
                Instant.parse("2026-11-21T12:00:00Z"),
                new Wishes(
                        it.settings().path("system_prompt").asText(),
                        it.settings().path("post_history").asText(),
                        Wishes.Note.NONE,
                        Wishes.PersonaPlace.IN_PROMPT,
                        it.input().path("group").path("mode").asText().equals("join")),
                1);
        Scene scene = new Scene(company, speaker, lines(it, company, speaker), null, "", seed, play);
        int context = it.settings().path("max_context").asInt();
        return new VectorScene(
                scene,
                settings(it.settings()),
                new Budget(context, it.settings().path("max_response").asInt()));
    }

    CharacterScene character() {
        return CharacterScene.of(scene, carded());
    }

    Sheet sheet() {
        return Sheet.of(character(), character().macros(), "");
    }

    Written written() {
        return new CharacterPrompt(Tokens.local(), settings, scene, carded()).written(budget);
    }

    private Persona.Carded carded() {
        return (Persona.Carded) scene.speaker().casting().persona();
    }

    static Participant character(String json) {
        Card card = Card.of(json);
        return new Participant(
                new AgentId("agent-" + card.data().name()),
                new Casting(
                        card.data().name(),
                        new Persona.Carded(card, null),
                        ModelRef.of("scripted/demo"),
                        Voice.of("none/none")));
    }

    private static Participant named(String name, List<Participant> company) {
        return company.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Scene.Line> lines(Vectors.Case it, List<Participant> company, Participant speaker) {
        List<Scene.Line> lines = new ArrayList<>();
        for (JsonNode said : it.input().path("history")) {
            boolean user = said.path("role").asText().equals("user");
            Participant by = said.has("name") && !user ? named(said.path("name").asText(), company) : speaker;
            lines.add(
                    user
                            ? new Scene.Line(
                                    lines.size() + 1,
                                    null,
                                    it.userName(),
                                    said.path("content").asText())
                            : Stage.by(
                                    lines.size() + 1, by, said.path("content").asText()));
        }
        return lines;
    }

    private static LoreSettings settings(JsonNode it) {
        return new LoreSettings(
                it.path("scan_depth").asInt(),
                it.path("recursive").asBoolean(),
                it.path("case_sensitive").asBoolean(),
                it.path("match_whole_words").asBoolean(),
                it.path("include_names").asBoolean(),
                it.path("min_activations").asInt(),
                it.path("min_activations_depth_max").asInt(),
                it.path("max_recursion_steps").asInt(),
                it.path("use_group_scoring").asBoolean(),
                LoreSettings.USUAL.precedence());
    }
}
