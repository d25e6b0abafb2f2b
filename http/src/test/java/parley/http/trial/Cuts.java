package parley.http.trial;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often lines were cut, and where. */
final class Cuts {
    private final AtomicInteger made = new AtomicInteger();
    private final Map<WireReader.Place, Integer> places = new ConcurrentSkipListMap<>();

    void count(WireReader.Place place) {
        made.incrementAndGet();
        places.merge(place, 1, Integer::sum);
    }

    int made() {
        return made.get();
    }

    Map<WireReader.Place, Integer> places() {
        return places;
    }
}
