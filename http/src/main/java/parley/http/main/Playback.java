package parley.http.main;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ToolAnswered;
import parley.engine.conversation.ToolApproved;
import parley.engine.conversation.ToolCalled;
import parley.engine.conversation.ToolRefused;

/** Tells a conversation as text, event by event, in the order and the words in which it happened. */
final class Playback {
    private final Map<AgentId, String> names = new HashMap<>();

    /** What this event adds to the text; empty where it is nothing to read. */
    String next(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Opened opened -> opened(opened);
            case ConversationEvent.MessageSaid said -> "\nuser: " + plain(said.text());
            case ConversationEvent.LinesAdded added -> added(added);
            case ConversationEvent.Introduced who -> "\n-- the person is " + plain(who.name()) + "\n";
            case ConversationEvent.Greeted greeted -> "\n" + name(greeted.agent()) + ": " + plain(greeted.text());
            case ConversationEvent.TurnStarted turn -> "\n" + (turn.attempt() == 1 ? name(turn.speaker()) + ": " : "");
            case ConversationEvent.SentenceSpoken spoken -> plain(spoken.text());
            case ConversationEvent.SentenceBlocked _ -> "[blocked] ";
            case ConversationEvent.TurnStopped _ -> " [stopped]";
            case ConversationEvent.TurnFailed failed -> " [failed: " + plain(failed.reason()) + "]";
            case ConversationEvent.TurnSuperseded it
            when it.handedOver() -> " [handed over after " + it.kept() + " characters]";
            case ConversationEvent.TurnSuperseded lost -> " [lost after " + lost.kept() + " characters, tried again]";
            case ConversationEvent.RoundEnded ended ->
                "\n-- round " + ended.round() + " ended: "
                        + ended.ending().name().toLowerCase(Locale.ROOT) + "\n";
            case ConversationEvent.Deleted _ -> "\n-- deleted\n";
            case ConversationEvent.Forked fork ->
                "-- " + plain(fork.title()) + " (begins where " + fork.parent() + " was after event " + fork.sequence()
                        + ")\n";
            case ConversationEvent.AgentSeated seated -> seated(seated.participant());
            case ConversationEvent.AgentUnseated left -> "\n-- " + name(left.agent()) + " leaves\n";
            case ConversationEvent.Steered steered -> "\n(" + plain(steered.text()) + ")";
            case ConversationEvent.LineEdited edited ->
                "\n-- line " + edited.line() + " in other words: " + plain(edited.text()) + "\n";
            case ConversationEvent.HeadMoved moved -> "\n-- goes on after line " + moved.line() + "\n";
            case ConversationEvent.Shared it -> it.shared() ? "\n-- shared\n" : "\n-- not shared any more\n";
            case ToolCalled called -> "[uses " + plain(called.tool()) + "] ";
            case ToolRefused _ -> "[refused] ";
            case ConversationEvent.RoundPaused _ -> "\n-- paused\n";
            case ConversationEvent.RoundResumed _ -> "\n-- resumed\n";
            case ConversationEvent.RulesSet _,
                    ConversationEvent.AgentMuted _,
                    ConversationEvent.AgentUnmuted _,
                    ConversationEvent.MessageQueued _,
                    ConversationEvent.EndCalled _,
                    ConversationEvent.SpeakerProposed _,
                    ConversationEvent.TurnApproved _,
                    ConversationEvent.Judged _,
                    ConversationEvent.Condensed _,
                    ConversationEvent.LinePinned _,
                    ConversationEvent.LineUnpinned _,
                    ConversationEvent.RoundStarted _,
                    ConversationEvent.SentenceVoiced _,
                    ConversationEvent.TurnCompleted _,
                    ConversationEvent.HoldExtended _,
                    ConversationEvent.Heard _,
                    ConversationEvent.QuestionAsked _,
                    ConversationEvent.QuestionDropped _,
                    ConversationEvent.QuestionCharged _,
                    ToolApproved _,
                    ToolAnswered _,
                    ConversationEvent.TurnCharged _ -> "";
        };
    }

    private String seated(Participant participant) {
        names.put(participant.agent(), participant.name());
        return "\n-- " + plain(participant.name()) + " comes in\n";
    }

    private String opened(ConversationEvent.Opened opened) {
        opened.participants().forEach(it -> names.put(it.agent(), it.name()));
        String present = opened.participants().stream().map(Participant::name).collect(Collectors.joining(", "));
        return "-- " + plain(opened.title()) + " (" + plain(present) + ")\n";
    }

    private static String added(ConversationEvent.LinesAdded added) {
        return added.lines().stream()
                .map(it -> "\n" + plain(it.name()) + ": " + plain(it.text()))
                .collect(Collectors.joining());
    }

    private String name(AgentId agent) {
        return plain(names.getOrDefault(agent, agent.value()));
    }

    /** Without control characters: what somebody once said must not move the reader's cursor. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
