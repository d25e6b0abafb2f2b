package parley.http.trial;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A viewer that goes to the next server of a fleet whenever its line breaks, and on from the last event that it saw. */
final class Wanderer {
    private static final int SOON = 50;

    private final Recorder recorder;
    private final List<Integer> visited = new CopyOnWriteArrayList<>();
    private final Fleet fleet;
    private int at;

    Wanderer(Fleet fleet, int first, Visitor visitor, String room) {
        this.fleet = fleet;
        this.at = first;
        this.recorder = new Recorder(fleet.server(first), visitor, room);
    }

    /** Watches until a frame fits, on as many servers as it takes. */
    Thread watching(Predicate<Recorder.Frame> last) {
        return Thread.ofVirtual().start(() -> follow(last));
    }

    /** The same on this thread; asks about each frame once. */
    void follow(Predicate<Recorder.Frame> last) {
        AtomicBoolean over = new AtomicBoolean();
        while (!over.get()) {
            visited.add(at);
            recorder.watch(frame -> {
                if (last.test(frame)) over.set(true);
                return over.get();
            });
            at = (at + 1) % fleet.servers().size();
            recorder.moveTo(fleet.server(at));
            ServerProcess.pause(SOON);
        }
    }

    /** The servers it asked, one after the other. */
    List<Integer> visited() {
        return List.copyOf(visited);
    }

    Recorder recorder() {
        return recorder;
    }
}
