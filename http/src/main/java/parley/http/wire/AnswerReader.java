package parley.http.wire;

/** Reads the events of one answer, in order, into its {@link Answer}. Fields and events it does not know are passed over. */
@FunctionalInterface
public interface AnswerReader {
    /**
     * One event, or one line: {@code length} bytes of JSON or of a family's own marker, lent for the call only.
     *
     * @throws parley.engine.llm.ModelFailure where the event says that the answer has failed, or cannot be read
     */
    void event(byte[] bytes, int length);
}
