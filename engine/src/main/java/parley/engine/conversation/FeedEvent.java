package parley.engine.conversation;

import parley.engine.agent.AgentId;
import parley.engine.kernel.Message;

/** What a viewer of a conversation sees, in the order it happened. */
public sealed interface FeedEvent extends Message {
    /** The place in the stream right after this. */
    Cursor cursor();

    /** Something that is in the journal. */
    record Recorded(Cursor cursor, ConversationEvent event) implements FeedEvent {
        /** Whoever has the hash of a short sentence can guess it. */
        public Recorded {
            if (event instanceof ConversationEvent.SentenceBlocked it)
                event = new ConversationEvent.SentenceBlocked(
                        it.turn(), it.attempt(), it.rule(), "", it.length(), it.figures(), it.at());
        }
    }

    /** The running turn waits for its place at the model, with so many before it; 0 once it has one. Never recorded. */
    record Waiting(Cursor cursor, int turn, int attempt, int position) implements FeedEvent {}

    /** What the running turn's model thinks to itself: no part of the reply, and never recorded. */
    record Thinking(Cursor cursor, int turn, int attempt, String text) implements FeedEvent {}

    /** Some text of the running turn, provisional until its sentence is recorded; {@code cursor.offset} is its end. */
    record Delta(Cursor cursor, int turn, int attempt, AgentId speaker, String text) implements FeedEvent {}
}
