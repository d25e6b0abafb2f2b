package parley.persistence.proof;

/**
 * Something that does not add up.
 *
 * @param of whose book it is in: {@code account}, {@code conversation} or {@code platform}
 * @param event the sequence number of the event in its journal; 0 where none can be named
 * @param type the stable name of that event
 */
public record Difference(String of, String id, long event, String type, String what) {
    Difference saying(String what) {
        return new Difference(of, id, event, type, what);
    }

    /** How a person reads it. */
    public String text() {
        return of + " " + id + ", event " + event + ", " + type + ": " + what;
    }
}
