package parley.engine.conversation;

import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import parley.engine.kernel.JournalJson;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Unreadable;

/** The past of conversations, folded from the journal alone: no actor is asked, no model, no ledger. */
final class Archive {
    /** Forks of forks that are followed to their first ancestor. */
    private static final int DEPTH = 64;

    private final ActorSystem<?> system;
    private final History history;

    Archive(ActorSystem<?> system, History history) {
        this.system = system;
        this.history = history;
    }

    /** What a conversation shares with the one that it was forked from; nothing for one that has no parent. */
    CompletionStage<Transcript> past(ConversationId id) {
        return past(id, DEPTH);
    }

    /** The state after an event; the last one there is, where {@code sequence} is beyond it. */
    CompletionStage<Transcript> at(ConversationId id, long sequence) {
        return at(id, sequence, DEPTH).thenApply(Pair::second);
    }

    private CompletionStage<Transcript> past(ConversationId id, int depth) {
        if (!id.mayBeFork()) return CompletableFuture.completedFuture(Transcript.EMPTY);
        if (depth == 0)
            return CompletableFuture.failedFuture(Refusal.conflict("this is a fork of a fork, " + DEPTH + " deep"));
        return history.page(id, 1, 1, 1).thenCompose(first -> {
            if (first.isEmpty() || !(first.getFirst().event() instanceof ConversationEvent.Forked it))
                return CompletableFuture.completedFuture(Transcript.EMPTY);
            return at(it.parent(), it.sequence(), depth - 1).thenApply(Pair::second);
        });
    }

    private CompletionStage<Pair<Long, Transcript>> at(ConversationId id, long sequence, int depth) {
        return past(id, depth)
                .thenCompose(past -> history.events(id, 1, sequence)
                        .runWith(
                                Sink.fold(
                                        Pair.create(0L, past),
                                        (state, it) ->
                                                Pair.create(it.sequenceNr(), folded(state.second(), (ConversationEvent)
                                                        it.event()))),
                                system));
    }

    /**
     * The state after an event.
     *
     * @throws Unreadable where the event does not fit what came before it
     */
    static Transcript folded(Transcript transcript, ConversationEvent event) {
        try {
            return transcript.after(event);
        } catch (RuntimeException misfit) {
            throw new Unreadable(
                    "a " + JournalJson.name(event.getClass()) + " of " + event.at()
                            + " does not fit what came before it",
                    misfit);
        }
    }

    /** SHA-256 of a state as the journal would write it, as hexadecimal. */
    static String fingerprint(Transcript transcript) {
        return HexFormat.of().formatHex(Endings.sha256().digest(JournalJson.write(transcript)));
    }
}
