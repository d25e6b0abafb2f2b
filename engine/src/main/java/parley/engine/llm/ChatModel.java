package parley.engine.llm;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** A language model that answers by streaming. */
@FunctionalInterface
public interface ChatModel {
    /**
     * Answers a prompt. The stream ends with exactly one {@link Chunk.Finished}, sent only after the provider's own
     * terminal marker; anything else fails the stream with a {@link ModelFailure}. Cancelling it closes the upstream
     * socket.
     */
    Source<Chunk, NotUsed> answer(Prompt prompt);
}
