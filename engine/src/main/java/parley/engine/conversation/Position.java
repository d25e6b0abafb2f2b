package parley.engine.conversation;

import java.util.Optional;

/** Where one viewer is in the stream; decides what of the next event is new to it. */
record Position(Cursor cursor) {

    /** The cursor after a recorded event: some events move the offset in the running turn's text. */
    Cursor after(long sequence, ConversationEvent event) {
        int seen = cursor.offset();
        int offset = switch (event) {
            case ConversationEvent.TurnStarted it -> it.from();
            case ConversationEvent.TurnSuperseded it -> Math.min(seen, it.kept());
            case ConversationEvent.SentenceSpoken it ->
                Math.max(seen, it.start() + it.text().length());
            case ConversationEvent.TurnCompleted _ -> 0;
            case ConversationEvent.TurnStopped _ -> 0;
            case ConversationEvent.TurnFailed _ -> 0;
            default -> seen;
        };
        return new Cursor(sequence, offset);
    }

    /** What of a live event is new here; empty where all of it was seen. */
    Optional<FeedEvent> fresh(FeedEvent event) {
        return switch (event) {
            case FeedEvent.Recorded it when it.cursor().sequence() <= cursor.sequence() -> Optional.empty();
            case FeedEvent.Recorded it ->
                Optional.of(new FeedEvent.Recorded(after(it.cursor().sequence(), it.event()), it.event()));
            case FeedEvent.Delta it -> unseen(it);
            case FeedEvent.Waiting it ->
                Optional.of(new FeedEvent.Waiting(cursor, it.turn(), it.attempt(), it.position()));
            case FeedEvent.Thinking it ->
                Optional.of(new FeedEvent.Thinking(cursor, it.turn(), it.attempt(), it.text()));
        };
    }

    private Optional<FeedEvent> unseen(FeedEvent.Delta delta) {
        int end = delta.cursor().offset();
        int start = end - delta.text().length();
        if (start == cursor.offset()) return Optional.of(delta);
        if (end <= cursor.offset()) return Optional.empty();
        String rest = delta.text().substring(Math.max(0, cursor.offset() - start));
        return Optional.of(new FeedEvent.Delta(delta.cursor(), delta.turn(), delta.attempt(), delta.speaker(), rest));
    }
}
