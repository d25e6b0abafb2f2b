package parley.persistence.proof;

/**
 * A turn or question that is not charged yet, which is no mistake: the next start goes on with it.
 *
 * @param credits what it holds, or costs where it has ended
 * @param ended whether it has ended and is owed, rather than under way
 */
public record Pending(String conversation, String what, String hold, long credits, boolean ended) {
    /** How a person reads it. */
    public String text() {
        return "conversation " + conversation + ", " + what + ": pending, "
                + (ended ? "owes " + credits : "under way with " + credits);
    }
}
