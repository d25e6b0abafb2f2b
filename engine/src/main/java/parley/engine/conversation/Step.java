package parley.engine.conversation;

import java.util.List;

/** What a conversation does next. */
sealed interface Step {
    /** Nothing, until somebody says or directs something. */
    Step REST = new Rest();

    record Rest() implements Step {}

    /** This has happened. */
    record Happens(List<ConversationEvent> events) implements Step {
        public Happens {
            events = List.copyOf(events);
        }
    }

    /** A model must be asked first. */
    record Asks(Errand errand) implements Step {}
}
