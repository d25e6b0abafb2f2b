package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.engine.conversation.ConversationEvent.Ending;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.llm.ModelFailure;
import parley.engine.speech.Voice;

/**
 * Turns what a running turn tells into events, stored together. Where nothing is to be heard of it, what happens after
 * the turn is among them: one write less for each turn.
 *
 * @param prefilled how much of the turn's text earlier attempts wrote
 * @param stopping whether somebody waits for the turn to stop
 */
record Telling(Coordinator coordinator, int prefilled, boolean stopping) {

    List<ConversationEvent> events(Transcript transcript, List<Piece> pieces) {
        Transcript.OpenTurn open = transcript.openTurn().orElseThrow();
        Instant now = coordinator.engines().clock().instant();
        List<ConversationEvent> events = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Sentence it ->
                    events.add(new SentenceSpoken(open.turn(), open.attempt(), it.index(), it.start(), it.text(), now));
                case Piece.Whole it -> {
                    events.add(coordinator.completed(open, it.end(), prefilled, now));
                    events.addAll(afterwards(transcript, open, transcript.after(events), now));
                }
                case Piece.Halted it -> events.addAll(halted(transcript, it, now));
                case Piece.Broken it -> events.addAll(broken(transcript, it.failure(), now));
            }
        }
        return events;
    }

    private List<ConversationEvent> afterwards(
            Transcript before, Transcript.OpenTurn open, Transcript after, Instant now) {
        if (stopping) return List.of(new RoundEnded(before.round().number(), Ending.STOPPED, now));
        boolean silent = before.participant(open.speaker())
                .filter(it -> it.casting().voice().equals(Voice.NONE))
                .isPresent();
        return silent ? coordinator.next(after) : List.of();
    }

    private List<ConversationEvent> halted(Transcript transcript, Piece.Halted halted, Instant now) {
        return stopping
                ? coordinator.stopped(transcript, halted.usage(), now)
                : coordinator.failed(transcript, List.of(), "cut_off", "the model broke off", now);
    }

    private List<ConversationEvent> broken(Transcript transcript, Throwable failure, Instant now) {
        if (failure instanceof ModelFailure known)
            return coordinator.failed(transcript, List.of(), known.code(), known.getMessage() + "", now);
        return coordinator.failed(transcript, List.of(), "internal", "the model could not be used", now);
    }
}
