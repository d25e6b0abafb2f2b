package parley.engine.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.CardData;
import parley.engine.macro.Macros;

/**
 * A scene as a character sees it: its greeting has its macros filled in, and the one person who talks has the name that
 * the card's texts know.
 *
 * @param alone whether no more than one person talks, so that what has no name is that person's
 */
record CharacterScene(Scene scene, CardData card, boolean alone) {
    static CharacterScene of(Scene scene, Persona.Carded persona) {
        Set<String> people = scene.lines().stream()
                .filter(it -> Objects.isNull(it.agent()) && !it.direction())
                .map(Scene.Line::name)
                .collect(Collectors.toSet());
        boolean alone = people.size() <= 1;
        Scene told = new Scene(
                scene.company(),
                scene.speaker(),
                lines(scene, alone),
                scene.summary(),
                scene.prefill(),
                scene.seed(),
                scene.play());
        return new CharacterScene(told, persona.card().data(), alone);
    }

    /** The macros of the speaker. */
    Macros macros() {
        return macros(scene.speaker(), scene.seed());
    }

    /** The macros of another character of the room. */
    Macros macros(Participant other) {
        return macros(other, scene.seed());
    }

    private Macros macros(Participant of, long turn) {
        return macros(called(of), scene.play(), names(scene), turn);
    }

    /** Macros whose chance is the same while a chat lasts, as what once was said has to be. */
    static Macros lasting(String character, Play play, List<String> company) {
        return macros(character, play, company, play.chat());
    }

    private static Macros macros(String character, Play play, List<String> company, long turn) {
        String user = play.userName().isBlank() ? Play.SOMEBODY : play.userName();
        return new Macros(new Macros.Cast(character, user, company), new Macros.Chance(turn, play.chat()), play.at());
    }

    static List<String> names(Scene scene) {
        return scene.company().stream().map(CharacterScene::called).toList();
    }

    /** What an agent is called: by its card, where it has one that says so. */
    static String called(Participant agent) {
        String card = agent.casting().persona() instanceof Persona.Carded it
                ? it.card().data().called()
                : "";
        return card.isBlank() ? agent.name() : card;
    }

    /** Only what a character says before anybody else is out of its card; what a person writes stays as it is. */
    private static List<Scene.Line> lines(Scene scene, boolean alone) {
        Map<AgentId, Participant> company = scene.company().stream()
                .collect(Collectors.toMap(Participant::agent, Function.identity(), (one, _) -> one));
        Set<AgentId> spoken = new HashSet<>();
        boolean opening = true;
        List<Scene.Line> lines = new ArrayList<>();
        for (Scene.Line line : scene.lines()) {
            AgentId agent = line.agent();
            if (agent == null) {
                opening = opening && line.direction();
                lines.add(alone && !line.direction() ? named(line, scene.play()) : line);
                continue;
            }
            Participant speaker = company.get(agent);
            boolean greets = opening && spoken.add(agent);
            lines.add(greets ? greeting(line, speaker, scene) : line);
        }
        return lines;
    }

    private static Scene.Line greeting(Scene.Line line, @Nullable Participant speaker, Scene scene) {
        if (speaker == null || !(speaker.casting().persona() instanceof Persona.Carded)) return line;
        return line.saying(lasting(called(speaker), scene.play(), names(scene)).expand(line.text()));
    }

    private static Scene.Line named(Scene.Line line, Play play) {
        if (play.userName().isBlank() || play.userName().equals(Play.SOMEBODY)) return line;
        return new Scene.Line(line.line(), null, play.userName(), line.text(), line.pinned(), false);
    }
}
