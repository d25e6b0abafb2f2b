package parley.engine.storage;

/** A piece of a file: {@code length} bytes from the byte {@code from}, which is 0 for the first. */
public record Span(long from, long length) {
    public Span {
        if (from < 0 || length < 0) throw new IllegalArgumentException("no such piece: " + from + " + " + length);
    }
}
