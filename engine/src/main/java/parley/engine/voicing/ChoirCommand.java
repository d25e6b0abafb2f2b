package parley.engine.voicing;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.safe.Sealed;

/** What may be asked of a user's choir. */
sealed interface ChoirCommand extends Message {
    record Add(
            VoiceConnectionId connection,
            VoiceWiring wiring,
            @Nullable Sealed key,
            Instant at,
            ActorRef<StatusReply<VoiceConnectionProfile>> replyTo)
            implements ChoirCommand {}

    record ShowAll(ActorRef<StatusReply<Shown>> replyTo) implements ChoirCommand {}

    record Change(
            VoiceConnectionId connection,
            VoiceChange change,
            @Nullable Sealed key,
            Instant at,
            ActorRef<StatusReply<VoiceConnectionProfile>> replyTo)
            implements ChoirCommand {}

    record Remove(VoiceConnectionId connection, Instant at, ActorRef<StatusReply<VoiceConnectionProfile>> replyTo)
            implements ChoirCommand {}

    /** Asks for a connection and its sealed key. */
    record Fetch(VoiceConnectionId connection, ActorRef<StatusReply<Fetched>> replyTo) implements ChoirCommand {}

    /** Asks for all keys that another master key seals. */
    record FetchOlder(String masterKey, ActorRef<StatusReply<Older>> replyTo) implements ChoirCommand {}

    /** Puts {@code to} in the place of {@code from}, the same key sealed otherwise. */
    record Reseal(
            VoiceConnectionId connection,
            Sealed from,
            Sealed to,
            Instant at,
            ActorRef<StatusReply<VoiceConnectionProfile>> replyTo)
            implements ChoirCommand {}

    record Idle() implements ChoirCommand {}

    record Shown(List<VoiceConnectionProfile> connections) implements Message {}

    /** A connection and its sealed key. */
    record Fetched(VoiceConnectionProfile profile, @Nullable Sealed key) implements Message {}

    /** Connections and their sealed keys. */
    record Older(List<Fetched> connections) implements Message {}
}
