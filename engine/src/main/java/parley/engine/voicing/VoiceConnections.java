package parley.engine.voicing;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.safe.Safe;

/** The door to every user's connections to voices. Somebody else's is NOT_FOUND. */
public interface VoiceConnections {
    /** Makes a connection; CONFLICT where there are too many. */
    CompletionStage<VoiceConnectionProfile> add(UserId owner, VoiceWiring wiring, Optional<Secret> key);

    /** Makes a connection under an id that it had elsewhere; where the same one is there already, nothing happens. */
    CompletionStage<VoiceConnectionProfile> add(
            UserId owner, VoiceConnectionId connection, VoiceWiring wiring, Optional<Secret> key);

    /** All connections of a user, oldest first. */
    CompletionStage<List<VoiceConnectionProfile>> list(UserId owner);

    /** What a connection is. */
    CompletionStage<VoiceConnectionProfile> profile(UserId owner, VoiceConnectionId connection);

    /** Changes a connection, and its key where there is a new one. */
    CompletionStage<VoiceConnectionProfile> change(
            UserId owner, VoiceConnectionId connection, VoiceChange change, Optional<Secret> key);

    /** Removes a connection; it is NOT_FOUND afterwards. */
    CompletionStage<VoiceConnectionProfile> remove(UserId owner, VoiceConnectionId connection);

    /** A connection with its key, to use it; QUARANTINED where the key cannot be opened. */
    CompletionStage<VoiceAccess> access(UserId owner, VoiceConnectionId connection);

    /** Seals anew all keys of a user that were sealed with an older master key; tells how many. */
    CompletionStage<Integer> reseal(UserId owner);

    /** The connections of the whole cluster. */
    static VoiceConnections sharded(
            ActorSystem<?> system, Safe safe, EntitySettings settings, Clock clock, SecureRandom random) {
        return new ShardedVoiceConnections(system, safe, settings, clock, random);
    }
}
