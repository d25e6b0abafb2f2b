package parley.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.kernel.Refusal;
import parley.engine.prompt.Greetings;
import parley.engine.prompt.Play;

/** How a character begins a talk, with one of its card's greetings. Pure. */
record Greeting(ConversationId id, Transcript transcript, Direction.Greet order, Instant now) {

    /** The same greeting in the same words is the line that stands there already. */
    List<ConversationEvent> events() {
        String text = text();
        Lines lines = transcript.lines();
        if (transcript.round().running())
            throw Refusal.conflict("a round is running: wait for its end, or stop it first");
        if (lines.path().stream().map(lines::line).anyMatch(Line::byPerson)) {
            if (transcript.roleplay().greeting(lines, order.agent()) == order.greeting()) return List.of();
            throw Refusal.conflict("a person has spoken here: a greeting comes before that");
        }
        Optional<Integer> given = given(text);
        if (given.isEmpty()) return List.of(new ConversationEvent.Greeted(order.agent(), order.greeting(), text, now));
        return lines.path().contains(given.get())
                ? List.of()
                : List.of(new ConversationEvent.HeadMoved(lines.leaf(given.get()), Move.CHOSEN, now));
    }

    private Optional<Integer> given(String text) {
        Lines lines = transcript.lines();
        return transcript.roleplay().greetings().entrySet().stream()
                .filter(it -> it.getValue() == order.greeting())
                .map(it -> it.getKey())
                .filter(it -> Objects.equals(lines.line(it).agent(), order.agent())
                        && lines.line(it).text().equals(text))
                .findFirst();
    }

    private String text() {
        List<String> company =
                transcript.seats().taken().stream().map(Greeting::called).toList();
        Play play = transcript.roleplay().rested().play(transcript.lines(), order.agent(), now, Seeds.chat(id));
        return Greetings.of(card().data(), play, company).stream()
                .filter(it -> it.number() == order.greeting())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("that character has no greeting " + order.greeting()))
                .text();
    }

    /** As characters call each other: by a card's own name. */
    private static String called(Participant it) {
        String card = it.casting().persona() instanceof Persona.Carded carded
                ? carded.card().data().called()
                : "";
        return card.isBlank() ? it.name() : card;
    }

    private Card card() {
        Participant speaker = transcript.seats().taken().stream()
                .filter(it -> it.agent().equals(order.agent()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("that agent does not sit here"));
        if (speaker.casting().persona() instanceof Persona.Carded it) return it.card();
        throw Refusal.conflict("that agent has no card, and so no greetings");
    }
}
