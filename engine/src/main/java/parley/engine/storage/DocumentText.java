package parley.engine.storage;

/** The text of a document; {@code truncated} where there is more of it than is read. */
public record DocumentText(String text, boolean truncated) {}
