package parley.http.main;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.Conversations;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Verification;
import parley.engine.kernel.Unreadable;
import parley.http.api.Pace;

/** Looks through conversations in the journal; one that cannot be read is a finding and stops nothing. */
record Inspection(ActorSystem<?> system, Conversations conversations, ConversationIndex index) {
    private static final int PAGE = 500;

    /** Conversations that are looked through at the same time. */
    static final int TOGETHER = 4;

    /** Every conversation that the lists know, deleted ones too, in the order of their ids. */
    Source<ConversationId, NotUsed> all() {
        return Source.unfoldAsync(Optional.empty(), this::page) // pages
                .mapConcat(page -> page);
    }

    private CompletionStage<Optional<Pair<Optional<ConversationId>, List<ConversationId>>>> page(
            Optional<ConversationId> last) {
        return index.after(last.orElse(null), PAGE)
                .thenApply(page -> page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Pair.create(Optional.of(page.getLast()), page)));
    }

    /** Folds a journal anew. */
    CompletionStage<Verification> verified(ConversationId id) {
        return conversations
                .verify(id)
                .exceptionallyCompose(unreadable(reason -> new Verification(id, 0, "", "", List.of(reason))));
    }

    /** Plays a conversation again to nobody. */
    CompletionStage<StreamPrint> printed(ConversationId id, Pace pace) {
        return conversations
                .history(id, Cursor.START) // what is recorded
                .via(pace.flow()) // at its pace
                .runWith(Sink.fold(new StreamPrint(id), StreamPrint::after), system)
                .exceptionallyCompose(unreadable(_ -> new StreamPrint(id).broken()));
    }

    private static <T> Function<Throwable, CompletionStage<T>> unreadable(Function<String, T> finding) {
        return failure -> Unreadable.in(failure)
                ? CompletableFuture.completedFuture(finding.apply("cannot be read: " + Unreadable.reason(failure)))
                : CompletableFuture.failedFuture(failure);
    }

    /** Looks at so many at a time, tells what came of each in their order, and waits for the last. */
    <T> void each(
            Source<ConversationId, NotUsed> ids,
            int together,
            Function<ConversationId, CompletionStage<T>> look,
            Consumer<? super T> tell) {
        ids.mapAsync(together, look::apply)
                .runForeach(tell::accept, system)
                .toCompletableFuture()
                .join();
    }
}
