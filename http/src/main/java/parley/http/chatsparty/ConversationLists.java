package parley.http.chatsparty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** Lists of whole conversations: each of them is looked at, a few at a time. */
final class ConversationLists {
    private static final int AT_ONCE = 4;

    /** How many are looked through at the most for those that fit. */
    private static final int MOST_SEARCHED = 1000;

    private static final Set<Refusal.Kind> PASSED_OVER = Set.of(Refusal.Kind.NOT_FOUND, Refusal.Kind.QUARANTINED);

    private final ConversationIndex index;
    private final Conversations conversations;

    ConversationLists(ConversationIndex index, Conversations conversations) {
        this.index = index;
        this.conversations = conversations;
    }

    /** A page of a user's conversations. One that was deleted meanwhile, or cannot be read, is not on it. */
    CompletionStage<Page<ConversationView>> list(UserId user, ConversationQuery query, Materializer materializer) {
        return query.narrow() ? searched(user, query, materializer) : page(user, query, materializer);
    }

    /** How many conversations a user has. */
    CompletionStage<Long> count(UserId user) {
        return index.conversations(user, new Page.Request(1, 1, false)).thenApply(Page::total);
    }

    /** A user's conversations in which somebody speaks now. */
    CompletionStage<List<ConversationView>> running(UserId user, Materializer materializer) {
        return summaries(user) // summaries
                .filter(ConversationSummary::running) // of those that run
                .mapAsync(AT_ONCE, it -> view(user, it.id())) // views
                .mapConcat(it -> it)
                .filter(ConversationView::running)
                .runWith(Sink.seq(), materializer);
    }

    private CompletionStage<Page<ConversationView>> page(
            UserId user, ConversationQuery query, Materializer materializer) {
        return index.conversations(user, query.request())
                .thenCompose(page -> Source.from(page.items()) // summaries
                        .mapAsync(AT_ONCE, it -> view(user, it.id())) // views
                        .mapConcat(it -> it)
                        .runWith(Sink.seq(), materializer)
                        .thenApply(views -> new Page<>(views, page.total(), page.page(), page.limit())));
    }

    private CompletionStage<Page<ConversationView>> searched(
            UserId user, ConversationQuery query, Materializer materializer) {
        return summaries(user) // summaries
                .filter(query::fits)
                .mapAsync(AT_ONCE, it -> view(user, it.id())) // views
                .mapConcat(it -> it)
                .filter(query::fits)
                .runFold(new Found(query), Found::with, materializer)
                .thenApply(Found::page);
    }

    /** A page in the making: the rest is counted and let go. Used by one stream only. */
    private static final class Found {
        private final ConversationQuery query;
        private final List<ConversationView> items = new ArrayList<>();
        private long total;

        Found(ConversationQuery query) {
            this.query = query;
        }

        Found with(ConversationView next) {
            long place = total++ - query.request().offset();
            if (place >= 0 && place < query.limit()) items.add(next);
            return this;
        }

        Page<ConversationView> page() {
            return new Page<>(items, total, query.page(), query.limit());
        }
    }

    private Source<ConversationSummary, NotUsed> summaries(UserId user) {
        return Source.unfoldAsync(
                        1,
                        page -> index.conversations(user, new Page.Request(page, Page.MOST, false))
                                .thenApply(it -> it.items().isEmpty()
                                        ? Optional.<Pair<Integer, List<ConversationSummary>>>empty()
                                        : Optional.of(Pair.create(page + 1, it.items())))) // pages
                .mapConcat(it -> it) // summaries
                .take(MOST_SEARCHED);
    }

    /** One conversation, or none where there is nothing to show. */
    private CompletionStage<List<ConversationView>> view(UserId user, ConversationId id) {
        return conversations
                .view(id, user)
                .handle((it, failure) -> {
                    if (failure == null) return CompletableFuture.completedFuture(List.of(it));
                    if (Refusal.in(failure)
                            .filter(no -> PASSED_OVER.contains(no.kind()))
                            .isPresent()) return CompletableFuture.completedFuture(List.<ConversationView>of());
                    return CompletableFuture.<List<ConversationView>>failedFuture(failure);
                })
                .thenCompose(it -> it);
    }
}
