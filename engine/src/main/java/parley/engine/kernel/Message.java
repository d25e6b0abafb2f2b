package parley.engine.kernel;

/** Marks what crosses between nodes: commands and replies, written as CBOR, never stored. */
public interface Message {}
