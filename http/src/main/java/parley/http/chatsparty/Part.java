package parley.http.chatsparty;

import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Of all that a room retells, what came of one message: from the message to the end of the round that answers it, and
 * where that is wanted on until all its turns are charged. Used by one stream only.
 */
final class Part {
    private final String message;
    private final boolean charges;
    private final Set<Integer> owing = new HashSet<>();
    private boolean begun;
    private boolean over;

    private Part(String message, boolean charges) {
        this.message = message;
        this.charges = charges;
    }

    /** Lets through what came of a message, and ends after it. */
    static Flow<Moment, Moment, NotUsed> of(String message, boolean charges) {
        Part part = new Part(message, charges);
        return Flow.<Moment>create()
                .takeWhile(part::goesOn, true) // up to its end
                .filter(_ -> part.begun); // and not what was before it
    }

    private boolean goesOn(Moment moment) {
        switch (moment) {
            case Moment.Said it
            when it.message().equals(message) -> {
                begun = true;
                over = !it.answered();
            }
            case Moment.Gone _ -> {
                begun = true;
                return false;
            }
            case Moment.Begun it when begun -> owing.add(it.turn());
            case Moment.Charged it -> owing.remove(it.turn());
            case Moment.Ended _ when begun -> over = true;
            default -> {}
        }
        return !over || (charges && !owing.isEmpty());
    }
}
