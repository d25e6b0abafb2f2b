package parley.http.api;

import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;

/** Knows when all that came of a message has been shown. Used by one stream only. */
final class Answer {
    private final String message;
    private int round;
    private boolean waits;
    private boolean begins;
    private boolean left;

    Answer(Accepted accepted) {
        this.message = accepted.message();
        this.round = accepted.round();
    }

    /** Whether nothing more comes of it: its round has ended, or it waited, and a stop left it unanswered. */
    boolean isLast(FeedEvent event) {
        return event instanceof FeedEvent.Recorded recorded && isLast(recorded.event());
    }

    private boolean isLast(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Deleted _ -> true;
            case ConversationEvent.MessageQueued it -> {
                waits |= it.message().equals(message);
                yield false;
            }
            case ConversationEvent.RoundEnded it -> {
                left = waits && it.ending() == Ending.STOPPED;
                yield !waits && it.round() == round;
            }
            case ConversationEvent.MessageSaid it
            when it.message().equals(message) -> {
                begins = waits;
                waits = false;
                yield left;
            }
            case ConversationEvent.RoundStarted it -> {
                // Others that came later may have been answered before: only now its round is certain.
                if (begins) round = it.round();
                begins = false;
                yield false;
            }
            default -> false;
        };
    }
}
