package parley.engine.connection;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.safe.Sealed;

/** What may be asked of a user's switchboard. */
sealed interface SwitchboardCommand extends Message {
    record Add(
            ConnectionId connection,
            Wiring wiring,
            @Nullable Sealed key,
            boolean preferred,
            Instant at,
            ActorRef<StatusReply<ConnectionProfile>> replyTo)
            implements SwitchboardCommand {}

    record Show(ConnectionId connection, ActorRef<StatusReply<ConnectionProfile>> replyTo)
            implements SwitchboardCommand {}

    record Change(
            ConnectionId connection,
            ConnectionChange change,
            @Nullable Sealed key,
            Instant at,
            ActorRef<StatusReply<ConnectionProfile>> replyTo)
            implements SwitchboardCommand {}

    record Remove(ConnectionId connection, Instant at, ActorRef<StatusReply<ConnectionProfile>> replyTo)
            implements SwitchboardCommand {}

    /** Asks for a connection and its sealed key. */
    record Fetch(ConnectionId connection, ActorRef<StatusReply<Fetched>> replyTo) implements SwitchboardCommand {}

    /** Asks for all keys that another master key seals. */
    record FetchOlder(String masterKey, ActorRef<StatusReply<Older>> replyTo) implements SwitchboardCommand {}

    /** Puts {@code to} in the place of {@code from}, the same key sealed otherwise. */
    record Reseal(
            ConnectionId connection,
            Sealed from,
            Sealed to,
            Instant at,
            ActorRef<StatusReply<ConnectionProfile>> replyTo)
            implements SwitchboardCommand {}

    record Idle() implements SwitchboardCommand {}

    /** A connection and its sealed key. */
    record Fetched(ConnectionProfile profile, @Nullable Sealed key) implements Message {}

    /** Connections and their sealed keys. */
    record Older(List<Fetched> connections) implements Message {}
}
