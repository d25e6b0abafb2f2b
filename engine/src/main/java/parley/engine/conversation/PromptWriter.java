package parley.engine.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.llm.Prompt;

/** Turns a transcript into what one participant's model is asked. Pure. */
record PromptWriter(int maxTokens, int window) {

    /** The prompt for the running turn; {@code prefill} is what earlier attempts left standing. */
    Prompt prompt(ConversationId id, Transcript transcript, Transcript.OpenTurn turn, Participant speaker) {
        return new Prompt(
                system(transcript, speaker),
                lines(transcript, speaker),
                speaker.name(),
                turn.text(),
                maxTokens,
                seed(id, turn.turn()));
    }

    private static String system(Transcript transcript, Participant speaker) {
        String persona = switch (speaker.casting().persona()) {
            case Persona.Plain plain -> plain.prompt();
        };
        String others = transcript.participants().stream()
                .filter(it -> !it.agent().equals(speaker.agent()))
                .map(Participant::name)
                .collect(Collectors.joining(", "));
        String company = others.isEmpty() ? "the user" : others + " and the user";
        return """
            You are %s. %s

            You are in a conversation with %s. Answer as %s only, in two to four sentences of plain spoken text, \
            without your name in front.\
            """.formatted(speaker.name(), persona.strip(), company, speaker.name());
    }

    /** The latest lines that fit the window, in characters, oldest first. */
    private List<Prompt.Line> lines(Transcript transcript, Participant speaker) {
        List<Prompt.Line> latest = new ArrayList<>();
        int room = window;
        for (Transcript.Line line : transcript.lines().reversed()) {
            String text = line.text();
            if (text.isBlank()) continue;
            room -= text.length();
            if (room < 0 && !latest.isEmpty()) break;
            latest.add(new Prompt.Line(speaker.agent().equals(line.agent()), line.name(), text.strip()));
        }
        Collections.reverse(latest);
        return latest;
    }

    /** The same turn gets the same seed in every attempt, so that a repeatable model can go on where it was. */
    private static long seed(ConversationId id, int turn) {
        return 31L * id.value().hashCode() + turn;
    }
}
