package parley.engine.kernel;

/**
 * Marks what lives in the journal: events and snapshots, written as JSON and readable for years. Each concrete type
 * carries a {@code @JsonTypeName}; that name, never the class name, is what the journal stores.
 */
public interface Journaled {}
