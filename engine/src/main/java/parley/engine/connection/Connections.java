package parley.engine.connection;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.engine.safe.Safe;

/** The door to every user's connections. Somebody else's is NOT_FOUND. */
public interface Connections {
    /** Makes a connection; CONFLICT where one of that name is there, or too many. */
    CompletionStage<ConnectionProfile> add(UserId owner, ConnectionDraft draft);

    /** Makes a connection under an id that it had elsewhere; where the same one is there already, nothing happens. */
    CompletionStage<ConnectionProfile> add(UserId owner, ConnectionId connection, ConnectionDraft draft);

    /** What a connection is. */
    CompletionStage<ConnectionProfile> profile(UserId owner, ConnectionId connection);

    /** Changes a connection, and its key where there is a new one. */
    CompletionStage<ConnectionProfile> change(
            UserId owner, ConnectionId connection, ConnectionChange change, Optional<Secret> key);

    /** Removes a connection; it is NOT_FOUND afterwards, and agents that speak through it cannot. */
    CompletionStage<ConnectionProfile> remove(UserId owner, ConnectionId connection);

    /** A connection with its key, to use it; QUARANTINED where the key cannot be opened. */
    CompletionStage<Access> access(UserId owner, ConnectionId connection);

    /** Seals anew all keys of a user that were sealed with an older master key; tells how many. */
    CompletionStage<Integer> reseal(UserId owner);

    /** The connections of the whole cluster. */
    static Connections sharded(
            ActorSystem<?> system, Safe safe, ConnectionSettings settings, Clock clock, SecureRandom random) {
        return new ShardedConnections(system, safe, settings, clock, random);
    }
}
