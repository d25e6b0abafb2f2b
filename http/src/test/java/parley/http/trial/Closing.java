package parley.http.trial;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Knows the last frame of a room that is told to stop: its round has ended, and every turn that began is paid. */
final class Closing implements Predicate<Recorder.Frame> {
    private final Set<Integer> unpaid = new HashSet<>();
    private boolean ended;

    /** Looks at each frame as it comes. */
    @Override
    public boolean test(Recorder.Frame frame) {
        int turn = frame.data().path("turn").asInt();
        switch (frame.event()) {
            case "turn-started" -> unpaid.add(turn);
            case "turn-charged" -> unpaid.remove(turn);
            case "round-ended" -> ended = true;
            default -> {}
        }
        return ended && unpaid.isEmpty();
    }
}
