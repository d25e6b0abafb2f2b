package parley.engine.recording;

/** Some words to read while they are heard, from one millisecond to another. */
public record Cue(long from, long to, String speaker, String text) {}
