package parley.engine.voicing;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Fresh;
import parley.engine.kernel.Residence;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.safe.Safe;
import parley.engine.safe.Sealed;
import parley.engine.voicing.ChoirCommand.Fetched;
import parley.engine.voicing.ChoirCommand.Older;
import parley.engine.voicing.ChoirCommand.Shown;

/** Finds choirs in the cluster; keys are sealed before they go there and opened when they have come back. */
final class ShardedVoiceConnections implements VoiceConnections {
    private final Residence<ChoirCommand> choirs;
    private final Safe safe;
    private final Clock clock;
    private final SecureRandom random;

    ShardedVoiceConnections(
            ActorSystem<?> system, Safe safe, EntitySettings settings, Clock clock, SecureRandom random) {
        this.safe = safe;
        this.clock = clock;
        this.random = random;
        choirs = Residence.open(
                system,
                Choir.KEY,
                settings,
                entity -> Choir.create(new UserId(entity.getEntityId()), entity.getShard(), settings));
    }

    @Override
    public CompletionStage<VoiceConnectionProfile> add(UserId owner, VoiceWiring wiring, Optional<Secret> key) {
        return add(owner, new VoiceConnectionId(Fresh.id("voice", random)), wiring, key);
    }

    @Override
    public CompletionStage<VoiceConnectionProfile> add(
            UserId owner, VoiceConnectionId connection, VoiceWiring wiring, Optional<Secret> key) {
        Sealed locked = locked(owner, connection, key);
        return choirs.ask(owner.value(), to -> new ChoirCommand.Add(connection, wiring, locked, clock.instant(), to));
    }

    @Override
    public CompletionStage<List<VoiceConnectionProfile>> list(UserId owner) {
        return choirs.<Shown>ask(owner.value(), ChoirCommand.ShowAll::new).thenApply(Shown::connections);
    }

    @Override
    public CompletionStage<VoiceConnectionProfile> profile(UserId owner, VoiceConnectionId connection) {
        return fetched(owner, connection).thenApply(Fetched::profile);
    }

    @Override
    public CompletionStage<VoiceConnectionProfile> change(
            UserId owner, VoiceConnectionId connection, VoiceChange change, Optional<Secret> key) {
        Sealed locked = locked(owner, connection, key);
        return choirs.ask(
                owner.value(), to -> new ChoirCommand.Change(connection, change, locked, clock.instant(), to));
    }

    @Override
    public CompletionStage<VoiceConnectionProfile> remove(UserId owner, VoiceConnectionId connection) {
        return choirs.ask(owner.value(), to -> new ChoirCommand.Remove(connection, clock.instant(), to));
    }

    @Override
    public CompletionStage<VoiceAccess> access(UserId owner, VoiceConnectionId connection) {
        return fetched(owner, connection).thenApply(this::opened);
    }

    @Override
    public CompletionStage<Integer> reseal(UserId owner) {
        return choirs.<Older>ask(owner.value(), to -> new ChoirCommand.FetchOlder(safe.current(), to))
                .thenCompose(it -> resealed(it.connections(), 0));
    }

    private CompletionStage<Fetched> fetched(UserId owner, VoiceConnectionId connection) {
        return choirs.ask(owner.value(), to -> new ChoirCommand.Fetch(connection, to));
    }

    /** One after the other, so that a great many keys are no rush. */
    private CompletionStage<Integer> resealed(List<Fetched> older, int done) {
        if (older.isEmpty()) return CompletableFuture.completedFuture(done);
        return resealed(older.getFirst()).thenCompose(_ -> resealed(older.subList(1, older.size()), done + 1));
    }

    private CompletionStage<VoiceConnectionProfile> resealed(Fetched it) {
        VoiceConnectionProfile profile = it.profile();
        Sealed from = it.key();
        if (from == null) return CompletableFuture.completedFuture(profile);
        String place = place(profile.owner(), profile.id());
        Sealed to = safe.seal(safe.open(from, place), place);
        return choirs.ask(
                profile.owner().value(),
                replyTo -> new ChoirCommand.Reseal(profile.id(), from, to, clock.instant(), replyTo));
    }

    private VoiceAccess opened(Fetched it) {
        VoiceConnectionProfile profile = it.profile();
        Optional<Secret> key =
                Optional.ofNullable(it.key()).map(locked -> safe.open(locked, place(profile.owner(), profile.id())));
        return new VoiceAccess(profile.wiring().provider(), profile.wiring().base(), key);
    }

    private @Nullable Sealed locked(UserId owner, VoiceConnectionId connection, Optional<Secret> key) {
        return key.map(it -> safe.seal(it, place(owner, connection))).orElse(null);
    }

    /** A bar is in no id, so that no two places have the same name. */
    private static String place(UserId owner, VoiceConnectionId connection) {
        return "voice|" + owner + "|" + connection;
    }
}
