package parley.http.api;

import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.FeedEvent;

/** Knows when all that came of a message has been shown. Used by one stream only. */
final class Answer {
    private final Accepted accepted;
    private boolean waits;
    private boolean left;

    Answer(Accepted accepted) {
        this.accepted = accepted;
    }

    /** Whether nothing more comes of it: its round has ended, or it waited, and a stop left it unanswered. */
    boolean isLast(FeedEvent event) {
        return event instanceof FeedEvent.Recorded recorded && isLast(recorded.event());
    }

    private boolean isLast(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.Deleted _ -> true;
            case ConversationEvent.MessageQueued it -> {
                waits |= it.message().equals(accepted.message());
                yield false;
            }
            case ConversationEvent.RoundEnded it -> {
                left = waits && it.ending() == ConversationEvent.Ending.STOPPED;
                yield !waits && it.round() == accepted.round();
            }
            case ConversationEvent.MessageSaid it
            when it.message().equals(accepted.message()) -> {
                waits = false;
                yield left;
            }
            default -> false;
        };
    }
}
