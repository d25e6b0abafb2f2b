package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each listener of a room has come, and what may become sound because of it: only so many sentences more than the
 * slowest of them has played. One that keeps a sentence waiting and says nothing for too long is not waited for until it
 * reports again. Keeps a few numbers a listener, however long the room talks.
 */
final class Pacing {
    private static final Place NOWHERE = new Place(0, 0);

    /** A sentence of a turn. */
    record Place(int turn, int sentence) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::turn).thenComparingInt(Place::sentence);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Listener {
        private Place played;
        private Instant heardOf;
        private boolean waitedFor = true;

        Listener(Place played, Instant heardOf) {
            this.played = played;
            this.heardOf = heardOf;
        }
    }

    private final int ahead;
    private final Duration patience;
    private final Map<String, Listener> listeners = new HashMap<>();

    /** The sentences granted last, as many as may lie ahead: a listener is near enough once it has played the first. */
    private final Deque<Place> granted = new ArrayDeque<>();

    private Place last = NOWHERE;
    private @Nullable Instant waiting;

    Pacing(int ahead, Duration patience) {
        this.ahead = ahead;
        this.patience = patience;
    }

    /** Somebody listens from here on: what was granted until now is behind it. */
    void joins(String listener, Instant now) {
        listeners.putIfAbsent(listener, new Listener(last, now));
    }

    void leaves(String listener) {
        listeners.remove(listener);
    }

    /** A listener has played everything up to this sentence; false where nobody listens by that name. */
    boolean played(String listener, Place place, Instant now) {
        Listener it = listeners.get(listener);
        if (it == null) return false;
        Place reached = place.compareTo(last) < 0 ? place : last;
        if (reached.compareTo(it.played) > 0) it.played = reached;
        it.heardOf = now;
        it.waitedFor = true;
        return true;
    }

    /** Grants a sentence its sound, unless it has to wait for a listener. */
    boolean grants(Place place, Instant now) {
        if (granted.size() == ahead) {
            if (waiting == null) waiting = now;
            if (isWaitedFor(now)) return false;
            granted.removeFirst();
        }
        waiting = null;
        granted.addLast(place);
        last = place;
        return true;
    }

    /** When to look again at a sentence that waits, though nobody reported. */
    Optional<Instant> patientUntil() {
        return listeners.values().stream()
                .filter(this::isBehind)
                .map(this::patientUntil)
                .min(Comparator.naturalOrder());
    }

    /** A sentence that was granted stays text: nobody will play it. */
    void soundless(Place place) {
        granted.remove(place);
    }

    /** All fell silent: what was granted until now is not played any more. */
    void silenced() {
        granted.clear();
    }

    private boolean isWaitedFor(Instant now) {
        boolean waited = false;
        for (Listener it : listeners.values()) {
            if (!isBehind(it)) continue;
            it.waitedFor = now.isBefore(patientUntil(it));
            waited |= it.waitedFor;
        }
        return waited;
    }

    private boolean isBehind(Listener it) {
        Place first = granted.size() < ahead ? null : granted.peekFirst();
        return it.waitedFor && first != null && it.played.compareTo(first) < 0;
    }

    /** A room may have been quiet for long: patience begins with the wait. */
    private Instant patientUntil(Listener it) {
        Instant since = waiting != null && waiting.isAfter(it.heardOf) ? waiting : it.heardOf;
        return since.plus(patience);
    }
}
