package parley.http.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.connection.Access;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.Connections;
import parley.engine.conversation.ConversationIndex;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Conversations;
import parley.engine.kernel.Page;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Selection;
import parley.engine.ledger.Standing;
import parley.engine.ledger.Statements;
import parley.engine.ledger.Transaction;
import parley.engine.price.Price;
import parley.engine.price.Prices;
import parley.engine.user.Departures;
import parley.engine.user.Newcomer;
import parley.engine.voicing.VoiceConnectionProfile;
import parley.engine.voicing.VoiceConnections;

/** Everything that there is, user by user and page by page; whoever asks waits on its own thread. */
public record Stock(
        ActorSystem<?> system,
        UserList list,
        Departures departures,
        Accounts accounts,
        Statements statements,
        Connections doors,
        ConnectionIndex connectionIndex,
        VoiceConnections voiceDoors,
        AgentIndex agentIndex,
        Conversations rooms,
        ConversationIndex roomIndex,
        Prices priceList) {

    /** All users, in the order of their ids. */
    public interface UserList {
        /** The next ones after one of them, or the first ones. */
        List<UserId> after(@Nullable UserId last, int most);
    }

    private static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    Iterator<UserId> users() {
        return new Paged<>(last -> list.after(last, Page.MOST));
    }

    /** Goes on with what comes after the last of each page, until there is none. */
    private static final class Paged<T> implements Iterator<T> {
        private final Function<@Nullable T, List<T>> next;
        private Iterator<T> page = Collections.emptyIterator();
        private @Nullable T last;

        Paged(Function<@Nullable T, List<T>> next) {
            this.next = next;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext()) page = next.apply(last).iterator();
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) throw new NoSuchElementException();
            T it = page.next();
            last = it;
            return it;
        }
    }

    /** All items of a list that is asked for in pages. */
    private static <T> Iterator<T> items(Function<Page.Request, CompletionStage<Page<T>>> list) {
        List<T> all = new ArrayList<>();
        for (int number = 1; ; number++) {
            Page<T> page = wait(list.apply(new Page.Request(number, Page.MOST, true)));
            all.addAll(page.items());
            if (page.items().size() < Page.MOST) return all.iterator();
        }
    }

    Newcomer user(UserId user) {
        return wait(departures.newcomer(user));
    }

    Standing standing(UserId user) {
        return wait(accounts.standing(user));
    }

    Iterator<ConnectionProfile> connections(UserId user) {
        return items(it -> connectionIndex.connections(
                user, new ConnectionIndex.Query(it, ConnectionIndex.Order.CREATED, null, null, false)));
    }

    Optional<Secret> key(ConnectionProfile it) {
        Access access = wait(doors.access(it.owner(), it.id()));
        return access.key();
    }

    Iterator<VoiceConnectionProfile> voices(UserId user) {
        return wait(voiceDoors.list(user)).iterator();
    }

    Optional<Secret> key(VoiceConnectionProfile it) {
        return wait(voiceDoors.access(it.owner(), it.id())).key();
    }

    Iterator<AgentProfile> agents(UserId user) {
        return items(it -> agentIndex.agents(user, it));
    }

    Iterator<ConversationView> conversations(UserId user) {
        var ids = items(it -> roomIndex.conversations(user, it));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ids.hasNext();
            }

            @Override
            public ConversationView next() {
                return Stock.wait(rooms.view(ids.next().id(), user));
            }
        };
    }

    Iterator<Transaction> transactions(UserId user) {
        return statements
                .all(user, Selection.ALL)
                .runWith(StreamConverters.asJavaStream(), system)
                .iterator();
    }

    /** Those that were set here; the configured ones are everywhere. */
    Iterator<Price> prices() {
        return wait(priceList.list()).rows().stream()
                .filter(it -> it.version() > 0)
                .iterator();
    }
}
