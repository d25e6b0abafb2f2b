package parley.http.page;

import java.util.Collections;
import java.util.List;

/** What the fake agents say. */
final class Scripts {
    static final List<List<String>> TOWN = List.of(
            List.of(
                    "A million is small for a pool and large for a library, so let us build one roof for both. ",
                    "The water warms the reading room, Otto, and the readers pay for the water. ",
                    "We could try it tomorrow with a paddling pool and a shelf."),
            List.of(
                    "I like the shelf, Mira. ",
                    "But damp air and paper have never been friends, and somebody has to change the filter on a"
                            + " Sunday. ",
                    "Show me one town where the books survived, and I will bring my own towel."),
            List.of(
                    "Lena is nine and reads on the bus because home is loud. ",
                    "On Tuesday she finds a warm chair, a window onto the water and forty minutes that are hers. ",
                    "So which of you will tell her it was about the filter?"));

    private static final int LONG = 20;

    private Scripts() {}

    /** The same said so often in each turn that a round is still going on however late somebody speaks up. */
    static List<List<String>> atLength(List<List<String>> replies) {
        return replies.stream()
                .map(turn -> Collections.nCopies(LONG, turn).stream()
                        .flatMap(List::stream)
                        .toList())
                .toList();
    }

    /** The script for tests: short sounds, nothing lost. */
    static FakeRound.Script quick() {
        return new FakeRound.Script(TOWN, 0, 120);
    }
}
