package parley.http.wire;

import org.apache.pekko.util.ByteString;

/** Tells the events of one answer apart, whatever the borders of the reads; lines, events and the whole have caps. */
interface EventSplitter {
    /**
     * Takes the next bytes and tells the events they close, in order.
     *
     * @throws parley.engine.llm.ModelFailure where a cap is reached
     */
    void add(ByteString bytes, AnswerReader reader);

    /** There are no more bytes: tells what was whole without another. */
    default void end(AnswerReader reader) {}

    /** Whether what came is nothing of this framing at all. */
    default boolean strange() {
        return false;
    }
}
