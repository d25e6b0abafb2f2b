package parley.persistence.proof;

import java.util.Optional;

/** How an account came from another server: what was told of it, piece by piece, and then its opening. */
final class Arrival {
    /** The grant that an opening is. */
    static final String GRANT = "platform.opening";

    private boolean opened;
    private int pieces;
    private long entries;

    /** Takes the opening; tells what is wrong with it. */
    Optional<String> open(long sequence) {
        boolean late = opened || sequence != pieces + 1;
        opened = true;
        return late ? Optional.of("opens an account that is in use") : Optional.empty();
    }

    /** Takes a piece of the past, which moves nothing; tells what is wrong with it. */
    Optional<String> recall(Fact it, long sequence) {
        int piece = it.count("piece");
        boolean late = opened || sequence != pieces + 1;
        int next = pieces++;
        entries += it.data().path("told").size();
        if (late) return Optional.of("tells of the past of an account that is in use");
        return piece == next
                ? Optional.empty()
                : Optional.of("is piece " + piece + " of the past, and " + next + " is next");
    }

    /** How many lines of a statement come of it. */
    long entries() {
        return entries;
    }
}
