package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.chunking.TextChunk;
import parley.engine.conversation.ConversationEvent.SentenceBlocked;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;
import parley.engine.speech.Voice;

/**
 * Turns what a running turn tells into events, stored together. Where nothing is to be heard of it, what happens after
 * the turn is among them: one write less for each turn.
 *
 * @param prefilled how much of the turn's text earlier attempts wrote
 * @param end how the round ends that was asked to; absent where none was
 * @param wishes hears what tools the model wants
 */
record Telling(
        Coordinator coordinator, int prefilled, @Nullable End end, Wishes wishes) {

    /** What happens where a model wants tools. */
    @FunctionalInterface
    interface Wishes {
        List<ConversationEvent> wanted(Transcript transcript, Piece.Wanted it, Instant now);
    }

    /** Where nobody has any. */
    Telling(Coordinator coordinator, int prefilled, @Nullable End end) {
        this(coordinator, prefilled, end, (_, _, _) -> List.of());
    }

    List<ConversationEvent> events(Transcript transcript, List<Piece> pieces) {
        OpenTurn open = transcript.openTurn().orElseThrow();
        Instant now = coordinator.engines().clock().instant();
        List<ConversationEvent> events = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Sentence it -> events.add(spoken(open, it, now));
                case Piece.Blocked it -> events.add(blocked(open, it, now));
                case Piece.Whole it -> {
                    events.add(coordinator.endings().completed(whole(transcript, events), it.end(), prefilled, now));
                    events.addAll(afterwards(transcript, open, transcript.after(events), now));
                }
                case Piece.Halted it -> events.addAll(halted(transcript.after(events), it, now));
                case Piece.Wanted it -> events.addAll(wishes.wanted(transcript.after(events), it, now));
                case Piece.Hushed it -> events.addAll(hushed(transcript, transcript.after(events), it, now));
                case Piece.Broken it -> events.addAll(broken(transcript.after(events), it, now));
            }
        }
        return events;
    }

    private static OpenTurn whole(Transcript transcript, List<ConversationEvent> events) {
        return transcript.after(events).openTurn().orElseThrow();
    }

    private static ConversationEvent spoken(OpenTurn open, Piece.Sentence it, Instant now) {
        String kind =
                it.kind() == TextChunk.Kind.SENTENCE ? null : it.kind().name().toLowerCase(Locale.ROOT);
        Figures figures = figures(open, it.firstToken(), it.soFar());
        return new SentenceSpoken(open.turn(), open.attempt(), it.index(), it.start(), it.text(), kind, figures, now);
    }

    private static ConversationEvent blocked(OpenTurn open, Piece.Blocked it, Instant now) {
        Figures figures = figures(open, it.firstToken(), it.soFar());
        return new SentenceBlocked(open.turn(), open.attempt(), it.rule(), it.hash(), it.length(), figures, now);
    }

    private static Figures figures(OpenTurn open, long firstToken, Usage soFar) {
        return new Figures(firstToken, soFar.outputTokens(), Endings.cost(open, soFar));
    }

    private List<ConversationEvent> afterwards(Transcript before, OpenTurn open, Transcript after, Instant now) {
        if (end != null) return coordinator.endings().over(after, end, now);
        boolean silent = before.participant(open.speaker())
                .filter(it -> it.casting().voice().equals(Voice.NONE))
                .isPresent();
        return silent ? coordinator.with(after, List.of()) : List.of();
    }

    private List<ConversationEvent> halted(Transcript transcript, Piece.Halted halted, Instant now) {
        return end != null
                ? coordinator.endings().stopped(transcript, halted.usage(), end, now)
                : coordinator.endings().failed(transcript, List.of(), "cut_off", "the model broke off", now);
    }

    /** This ends the turn, not its round. */
    private List<ConversationEvent> hushed(Transcript before, Transcript transcript, Piece.Hushed it, Instant now) {
        if (end != null) return coordinator.endings().stopped(transcript, it.usage(), end, now);
        OpenTurn open = transcript.openTurn().orElseThrow();
        List<ConversationEvent> events = new ArrayList<>();
        events.addAll(Endings.stopped(open, it.usage(), it.reason(), now));
        events.addAll(afterwards(before, open, transcript.after(events), now));
        return events;
    }

    private List<ConversationEvent> broken(Transcript transcript, Piece.Broken it, Instant now) {
        Optional<List<ConversationEvent>> next =
                end == null ? new Recasting(coordinator).instead(transcript, it, now) : Optional.empty();
        if (next.isPresent()) return next.get();
        if (it.failure() instanceof ModelFailure known)
            return coordinator
                    .endings()
                    .failed(transcript, List.of(), known.code(), known.getMessage() + "", it.usage(), now);
        return coordinator
                .endings()
                .failed(transcript, List.of(), "internal", "the model could not be used", it.usage(), now);
    }
}
