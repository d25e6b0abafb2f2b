package parley.engine.lore;

/** A text that a pattern may read only so often: one that tries everything is cut off instead of running for ever. */
final class CountedText implements CharSequence {
    /** The pattern has read too much. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a pattern took too many steps", null, false, false);
        }
    }

    private final String text;
    private final long most;
    private long reads;

    CountedText(String text, long most) {
        this.text = text;
        this.most = most;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int at) {
        if (++reads > most) throw new TooLong();
        return text.charAt(at);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }

    long reads() {
        return reads;
    }
}
