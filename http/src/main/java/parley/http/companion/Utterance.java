package parley.http.companion;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/**
 * Of all that happens in a room, what comes of one message. Text is told as it is written, without control characters; where
 * this stream fell behind, sentence by sentence as it was recorded. Used by one stream only.
 */
final class Utterance {
    private static final Uttered.Failure DELETED = new Uttered.Failure("gone", "the conversation was deleted");

    private final String message;
    private final PlainText plain = new PlainText();
    private boolean waits;
    private boolean left;
    private boolean said;
    private boolean begun;
    private boolean over;
    private int shown;
    private int sentences;
    private ModelRef model = ModelRef.DEFAULT;
    private @Nullable Usage usage;
    private Uttered.@Nullable Failure failure;

    Utterance(String message) {
        this.message = message;
    }

    /** Lets through what comes of a message, and ends after it. */
    static Flow<FeedEvent, Uttered, NotUsed> flow(String message) {
        Utterance utterance = new Utterance(message);
        return Flow.<FeedEvent>create()
                .mapConcat(utterance::of) // what is told of it
                .takeWhile(it -> !(it instanceof Uttered.Over), true); // up to its end
    }

    /** What an event tells of it. */
    List<Uttered> of(FeedEvent event) {
        if (over) return List.of();
        return switch (event) {
            case FeedEvent.Delta it ->
                said ? grown(it.cursor().offset() - it.text().length(), it.text()) : List.of();
            case FeedEvent.Waiting _, FeedEvent.Thinking _ -> List.of();
            case FeedEvent.Recorded it -> said ? answered(it.event()) : awaited(it.event());
        };
    }

    /** Until the message is said: it may wait for others to end, and where they are stopped nobody answers it. */
    private List<Uttered> awaited(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.MessageQueued it when it.message().equals(message) -> waits = true;
            case ConversationEvent.RoundEnded it when waits && it.ending() == Ending.STOPPED -> left = true;
            case ConversationEvent.MessageSaid it when it.message().equals(message) -> said = true;
            case ConversationEvent.Deleted _ -> {
                failure = DELETED;
                return over(Ending.FAILED);
            }
            default -> {}
        }
        return said && left ? over(Ending.STOPPED) : List.of();
    }

    private List<Uttered> answered(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.TurnStarted it -> {
                model = it.model();
                shown = Math.min(shown, it.from());
            }
            case ConversationEvent.TurnSuperseded it -> shown = Math.min(shown, it.kept());
            case ConversationEvent.TurnFailed it -> failure = new Uttered.Failure(it.code(), it.reason());
            case ConversationEvent.TurnStopped it -> usage = it.usage();
            case ConversationEvent.TurnCompleted it -> {
                usage = it.usage();
                return begun(List.of());
            }
            case ConversationEvent.SentenceSpoken it -> {
                return spoken(it);
            }
            case ConversationEvent.RoundEnded it -> {
                return ended(it);
            }
            case ConversationEvent.Deleted _ -> {
                failure = DELETED;
                return over(Ending.FAILED);
            }
            default -> {}
        }
        return List.of();
    }

    /** Text that begins at this place of the turn; what is shown already is not shown again, what is too early comes later. */
    private List<Uttered> grown(int start, String text) {
        int known = shown - start;
        if (known < 0 || known >= text.length()) return List.of();
        shown = start + text.length();
        String more = plain.add(text.substring(known));
        return begun(more.isEmpty() ? List.of() : List.of(new Uttered.Grown(more)));
    }

    private List<Uttered> spoken(ConversationEvent.SentenceSpoken it) {
        List<Uttered> all = new ArrayList<>(grown(it.start(), it.text()));
        String sentence = PlainText.of(it.text()).strip();
        if (!sentence.isEmpty()) all.add(new Uttered.Closed(sentences++, sentence));
        return begun(all);
    }

    private List<Uttered> ended(ConversationEvent.RoundEnded it) {
        boolean refused = it.ending() == Ending.FAILED || (it.ending() == Ending.LIMIT && !begun);
        if (refused && failure == null)
            failure = new Uttered.Failure("insufficient_credits", it.reason() == null ? "" : it.reason());
        return over(it.ending());
    }

    private List<Uttered> over(Ending ending) {
        over = true;
        List<Uttered> all = new ArrayList<>();
        String rest = plain.rest();
        if (!rest.isEmpty()) all.add(new Uttered.Grown(rest));
        all.add(new Uttered.Over(ending, model, usage, failure));
        return all;
    }

    private List<Uttered> begun(List<Uttered> more) {
        if (begun) return more;
        begun = true;
        List<Uttered> all = new ArrayList<>();
        all.add(new Uttered.Begun(model));
        all.addAll(more);
        return all;
    }
}
