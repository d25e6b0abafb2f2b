package parley.http.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who listened, what they said they had played, and which sentence they heard when they cut in. */
final class FakeEars {
    final Set<String> listeners = ConcurrentHashMap.newKeySet();
    final List<String> played = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();

    void opened(List<String> query) {
        query.stream().filter(it -> it.startsWith("listener=page-")).forEach(listeners::add);
    }

    void played(Map<String, Object> report) {
        played.add(place(report));
    }

    void cutIn(Map<String, Object> wish) {
        if (wish.get("heard") instanceof Map<?, ?> it && it.get("part") instanceof Number) heard.add(place(it));
    }

    private static String place(Map<?, ?> it) {
        return it.get("turn") + ":" + it.get("sentence");
    }
}
