package parley.http.api;

import static parley.http.api.FakeUsers.refused;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.Access;
import parley.engine.connection.ConnectionChange;
import parley.engine.connection.ConnectionDraft;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.Connections;
import parley.engine.connection.Exchange;
import parley.engine.connection.ProviderCatalogue;
import parley.engine.connection.Trial;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;

/** A house where nobody has a connection; ConnectionsTest has the real ones. */
final class FakeConnections implements Connections, ConnectionIndex, Exchange {
    static Connected none() {
        FakeConnections nobodys = new FakeConnections();
        return new Connected(nobodys, nobodys, nobodys, new ProviderCatalogue(List.of()));
    }

    private static <T> CompletionStage<T> unknown() {
        return refused(Refusal.notFound("there is no such connection"));
    }

    @Override
    public CompletionStage<ConnectionProfile> add(UserId owner, ConnectionDraft draft) {
        return unknown();
    }

    @Override
    public CompletionStage<ConnectionProfile> add(UserId owner, ConnectionId connection, ConnectionDraft draft) {
        return unknown();
    }

    @Override
    public CompletionStage<ConnectionProfile> profile(UserId owner, ConnectionId connection) {
        return unknown();
    }

    @Override
    public CompletionStage<ConnectionProfile> change(
            UserId owner, ConnectionId connection, ConnectionChange change, Optional<Secret> key) {
        return unknown();
    }

    @Override
    public CompletionStage<ConnectionProfile> remove(UserId owner, ConnectionId connection) {
        return unknown();
    }

    @Override
    public CompletionStage<Access> access(UserId owner, ConnectionId connection) {
        return unknown();
    }

    @Override
    public CompletionStage<Integer> reseal(UserId owner) {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public CompletionStage<Page<ConnectionProfile>> connections(UserId owner, Query query) {
        return CompletableFuture.completedFuture(
                new Page<>(List.of(), 0, query.page().page(), query.page().limit()));
    }

    @Override
    public CompletionStage<List<UserId>> sealedOtherwise(String masterKey, @Nullable UserId after, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Map<String, Long>> seals() {
        return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public ChatModel open(Access access) {
        return _ -> Source.empty();
    }

    @Override
    public CompletionStage<List<String>> models(Access access) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Trial> trial(Access access) {
        return CompletableFuture.completedFuture(new Trial(false, "nobody is there", 0));
    }
}
