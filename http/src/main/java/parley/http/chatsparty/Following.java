package parley.http.chatsparty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.pekko.stream.KillSwitch;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;

/** The conversations that one socket follows, the one that was used last at the end. Used by its actor only. */
final class Following {
    private final int most;
    private final SequencedMap<String, Followed> followed = new LinkedHashMap<>();

    Following(int most) {
        this.most = most;
    }

    /**
     * A conversation that is followed.
     *
     * @param user in whose name
     * @param own the round that this socket's last message began; 0 before
     * @param rested the last round that has ended with none after it
     */
    record Followed(UserId user, ConversationId room, KillSwitch stream, int own, int rested) {
        Followed(UserId user, ConversationId room, KillSwitch stream) {
            this(user, room, stream, 0, 0);
        }

        /** Whether a round runs that this socket began. */
        boolean runs() {
            return own > rested;
        }
    }

    Optional<Followed> of(String conversation) {
        return Optional.ofNullable(followed.get(conversation));
    }

    /** Whether there is room for one more; lets the one go that was not used for the longest time and rests. */
    boolean makeRoom() {
        if (followed.size() < most) return true;
        Optional<String> resting = followed.entrySet().stream()
                .filter(it -> !it.getValue().runs())
                .map(Map.Entry::getKey)
                .findFirst();
        resting.ifPresent(this::leave);
        return resting.isPresent();
    }

    void add(String conversation, Followed it) {
        followed.putLast(conversation, it);
    }

    /** It was used. */
    void touch(String conversation) {
        of(conversation).ifPresent(it -> followed.putLast(conversation, it));
    }

    void owns(String conversation, int round) {
        followed.computeIfPresent(conversation, (_, it) -> new Followed(it.user, it.room, it.stream, round, it.rested));
    }

    /** A round has ended, and none follows it. */
    void rests(String conversation, int round) {
        followed.computeIfPresent(conversation, (_, it) -> new Followed(it.user, it.room, it.stream, it.own, round));
    }

    void leave(String conversation) {
        of(conversation).ifPresent(it -> it.stream().shutdown());
        followed.remove(conversation);
    }

    /** Its stream is over; not where another one has taken its place. */
    boolean over(String conversation, KillSwitch stream) {
        boolean there =
                of(conversation).filter(it -> it.stream().equals(stream)).isPresent();
        if (there) followed.remove(conversation);
        return there;
    }

    Iterable<Followed> all() {
        return followed.values();
    }
}
