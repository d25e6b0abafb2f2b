package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationCommand.Say;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.Refusal;

/** What becomes of a message. Pure. */
final class Talking {
    /** Messages that may wait at the same time. */
    static final int MOST_WAITING = 32;

    private Talking() {}

    /** How a message is taken in this state; absent where it begins a round at once. */
    static @Nullable WhenBusy how(Transcript transcript, Say say) {
        if (!transcript.round().running()) return null;
        return say.whenBusy() == null ? transcript.rules().whenBusy() : say.whenBusy();
    }

    /**
     * What is recorded of a message at once.
     *
     * @param speaking whether a turn is in mid-air here that must be stopped before its round can end
     */
    static List<ConversationEvent> events(Transcript transcript, Say say, boolean speaking, Endings endings) {
        WhenBusy how = how(transcript, say);
        if (how == null) return begun(transcript, say);
        return switch (how) {
            case REJECT -> throw Refusal.conflict("a round is running: wait for its end, or stop it first");
            case INTERJECT -> List.of(said(say));
            case QUEUE -> List.of(queued(transcript, say, how));
            case INTERRUPT, ROLL_BACK -> {
                List<ConversationEvent> events = new ArrayList<>();
                events.add(queued(transcript, say, how));
                if (!speaking) events.addAll(stopped(transcript.after(events), say.at(), endings));
                yield events;
            }
        };
    }

    private static List<ConversationEvent> stopped(Transcript transcript, Instant now, Endings endings) {
        return endings.stopped(transcript, new parley.engine.llm.Usage(0, 0, false), End.INTERRUPTED, now);
    }

    private static List<ConversationEvent> begun(Transcript transcript, Say say) {
        int round = transcript.round().number() + 1;
        return List.of(said(say), new ConversationEvent.RoundStarted(round, say.turns(), say.at()));
    }

    private static ConversationEvent said(Say say) {
        return new ConversationEvent.MessageSaid(say.message(), say.author(), say.text(), say.at());
    }

    private static ConversationEvent queued(Transcript transcript, Say say, WhenBusy how) {
        if (transcript.queue().size() >= MOST_WAITING)
            throw Refusal.conflict(MOST_WAITING + " messages wait already: wait for one to be said");
        return new ConversationEvent.MessageQueued(say.message(), say.author(), say.text(), say.turns(), how, say.at());
    }
}
