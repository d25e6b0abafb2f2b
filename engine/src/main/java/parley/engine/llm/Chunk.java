package parley.engine.llm;

/** One piece of an answer. */
public sealed interface Chunk {
    /** Some more text; never empty. */
    record Text(String text) implements Chunk {}

    /** The answer is whole. */
    record Finished(Reason reason, Usage usage) implements Chunk {}

    /** Why an answer ended. */
    enum Reason {
        STOP,
        LENGTH,
        FILTER
    }
}
