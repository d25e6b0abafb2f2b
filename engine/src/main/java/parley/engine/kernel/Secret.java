package parley.engine.kernel;

/** A text that no log, journal or response may show: it prints as dots. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself; call it only where it is used. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
