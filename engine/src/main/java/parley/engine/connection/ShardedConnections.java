package parley.engine.connection;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.SwitchboardCommand.Fetched;
import parley.engine.connection.SwitchboardCommand.Older;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.safe.Safe;
import parley.engine.safe.Sealed;

/** Finds switchboards in the cluster; keys are sealed before they go there and opened when they have come back. */
final class ShardedConnections implements Connections {
    private final Residence<SwitchboardCommand> switchboards;
    private final Safe safe;
    private final Clock clock;
    private final SecureRandom random;

    ShardedConnections(
            ActorSystem<?> system, Safe safe, ConnectionSettings settings, Clock clock, SecureRandom random) {
        this.safe = safe;
        this.clock = clock;
        this.random = random;
        switchboards = Residence.open(
                system,
                Switchboard.KEY,
                settings.entity(),
                entity -> Switchboard.create(new UserId(entity.getEntityId()), entity.getShard(), settings.entity()));
    }

    @Override
    public CompletionStage<ConnectionProfile> add(UserId owner, ConnectionDraft draft) {
        return add(owner, new ConnectionId(Fresh.id("connection", random)), draft);
    }

    @Override
    public CompletionStage<ConnectionProfile> add(UserId owner, ConnectionId connection, ConnectionDraft draft) {
        Sealed key = locked(owner, connection, draft.key());
        return switchboards.ask(
                owner.value(),
                to -> new SwitchboardCommand.Add(
                        connection, draft.wiring(), key, draft.preferred(), clock.instant(), to));
    }

    @Override
    public CompletionStage<ConnectionProfile> profile(UserId owner, ConnectionId connection) {
        return switchboards.ask(owner.value(), to -> new SwitchboardCommand.Show(connection, to));
    }

    @Override
    public CompletionStage<ConnectionProfile> change(
            UserId owner, ConnectionId connection, ConnectionChange change, Optional<Secret> key) {
        Sealed locked = locked(owner, connection, key);
        return switchboards.ask(
                owner.value(), to -> new SwitchboardCommand.Change(connection, change, locked, clock.instant(), to));
    }

    @Override
    public CompletionStage<ConnectionProfile> remove(UserId owner, ConnectionId connection) {
        return switchboards.ask(owner.value(), to -> new SwitchboardCommand.Remove(connection, clock.instant(), to));
    }

    @Override
    public CompletionStage<Access> access(UserId owner, ConnectionId connection) {
        return switchboards
                .<Fetched>ask(owner.value(), to -> new SwitchboardCommand.Fetch(connection, to))
                .thenApply(this::opened);
    }

    @Override
    public CompletionStage<Integer> reseal(UserId owner) {
        return switchboards
                .<Older>ask(owner.value(), to -> new SwitchboardCommand.FetchOlder(safe.current(), to))
                .thenCompose(it -> resealed(it.connections(), 0));
    }

    /** One after the other, so that a great many keys are no rush. */
    private CompletionStage<Integer> resealed(List<Fetched> older, int done) {
        if (older.isEmpty()) return CompletableFuture.completedFuture(done);
        return resealed(older.getFirst()).thenCompose(_ -> resealed(older.subList(1, older.size()), done + 1));
    }

    private CompletionStage<ConnectionProfile> resealed(Fetched it) {
        ConnectionProfile profile = it.profile();
        Sealed from = it.key();
        if (from == null) return CompletableFuture.completedFuture(profile);
        String place = place(profile.owner(), profile.id());
        Sealed to = safe.seal(safe.open(from, place), place);
        return switchboards.ask(
                profile.owner().value(),
                replyTo -> new SwitchboardCommand.Reseal(profile.id(), from, to, clock.instant(), replyTo));
    }

    private Access opened(Fetched it) {
        Wiring wiring = it.profile().wiring();
        Optional<Secret> key = Optional.ofNullable(it.key())
                .map(locked -> safe.open(
                        locked, place(it.profile().owner(), it.profile().id())));
        return new Access(
                wiring.provider(),
                wiring.model(),
                wiring.base(),
                wiring.active(),
                key,
                wiring.maxConcurrent(),
                wiring.requestsPerMinute());
    }

    private @Nullable Sealed locked(UserId owner, ConnectionId connection, Optional<Secret> key) {
        return key.map(it -> safe.seal(it, place(owner, connection))).orElse(null);
    }

    /** A bar is in no id, so that no two places have the same name. */
    private static String place(UserId owner, ConnectionId connection) {
        return "connection|" + owner + "|" + connection;
    }
}
