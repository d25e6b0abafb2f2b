package parley.engine.llm;

/** One piece of an answer. */
public sealed interface Chunk {
    /** Some more text; never empty. */
    record Text(String text) implements Chunk {}

    /** Some more of what the model thinks to itself; no part of the answer, never spoken and never kept. */
    record Thought(String text) implements Chunk {}

    /**
     * The model wants a tool to be used; it ends with {@link Reason#TOOLS} and is asked again with what came of it.
     *
     * @param id names the call within its answer; the provider's own where it gives one
     * @param tool the name of a {@link ToolSpec} of the prompt, or something that is none
     * @param arguments a JSON object as the model wrote it, which may not be one
     * @param echo what the provider wants to see again beside the call, such as a signature; else empty
     */
    record ToolCall(String id, String tool, String arguments, String echo) implements Chunk {}

    /** The answer has not begun: so many others are before it where it waits for its place; 0 once it has one. */
    record Waiting(int position) implements Chunk {}

    /** The answer is whole. */
    record Finished(Reason reason, Usage usage) implements Chunk {}

    /** Why an answer ended. */
    enum Reason {
        STOP,
        LENGTH,
        FILTER,
        TOOLS
    }
}
