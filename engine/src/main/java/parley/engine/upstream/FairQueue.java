package parley.engine.upstream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;

/**
 * Those who wait, in the order in which they are served: one of each user in turn, and of each user one of each room in
 * turn; within a room who came first. Used by one actor only.
 */
final class FairQueue<T> {
    private final SequencedMap<String, SequencedMap<String, Queue<T>>> users = new LinkedHashMap<>();
    private final Map<T, Asker> askers = new HashMap<>();

    int size() {
        return askers.size();
    }

    boolean isEmpty() {
        return askers.isEmpty();
    }

    boolean contains(T waiting) {
        return askers.containsKey(waiting);
    }

    void add(Asker asker, T waiting) {
        if (askers.putIfAbsent(waiting, asker) != null) return;
        users.computeIfAbsent(asker.user(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(asker.room(), _ -> new ArrayDeque<>())
                .add(waiting);
    }

    void remove(T waiting) {
        Asker asker = askers.remove(waiting);
        if (asker == null) return;
        users.computeIfPresent(asker.user(), (_, rooms) -> {
            rooms.computeIfPresent(asker.room(), (_, ones) -> ones.remove(waiting) && ones.isEmpty() ? null : ones);
            return rooms.isEmpty() ? null : rooms;
        });
    }

    /** Takes out the next one; whose turn it was is last from then on. */
    Optional<T> poll() {
        Map.Entry<String, SequencedMap<String, Queue<T>>> user = users.pollFirstEntry();
        if (user == null) return Optional.empty();
        T next = taken(user.getValue());
        if (!user.getValue().isEmpty()) users.putLast(user.getKey(), user.getValue());
        askers.remove(next);
        return Optional.of(next);
    }

    private T taken(SequencedMap<String, Queue<T>> rooms) {
        Map.Entry<String, Queue<T>> room = rooms.pollFirstEntry();
        T next = room.getValue().remove();
        if (!room.getValue().isEmpty()) rooms.putLast(room.getKey(), room.getValue());
        return next;
    }

    /** All of them as they would be served if nobody else came. */
    List<T> order() {
        FairQueue<T> copy = new FairQueue<>();
        users.forEach((user, rooms) ->
                rooms.forEach((room, ones) -> ones.forEach(it -> copy.add(new Asker(user, room), it))));
        List<T> order = new ArrayList<>(size());
        for (Optional<T> next = copy.poll(); next.isPresent(); next = copy.poll()) order.add(next.get());
        return order;
    }

    /** Lets all of them go, in the order in which they would have been served. */
    List<T> drained() {
        List<T> all = order();
        users.clear();
        askers.clear();
        return all;
    }
}
