package parley.engine.llm;

import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** A language model that answers by streaming. */
@FunctionalInterface
public interface ChatModel {
    /**
     * Answers a prompt. The stream ends with exactly one {@link Chunk.Finished}, sent only after the provider's own
     * terminal marker, or where the model went on in the name of somebody else and was cut off there; anything else fails
     * the stream with a {@link ModelFailure}. Cancelling it closes the upstream socket.
     */
    Source<Chunk, NotUsed> answer(Prompt prompt);

    /**
     * The request body as {@link #answer} would send it, byte for byte and always the same for the same prompt; empty
     * where the model is not behind a wire.
     */
    default Optional<byte[]> wire(Prompt prompt) {
        return Optional.empty();
    }
}
