package parley.engine.measure;

import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;

/**
 * A model whose calls are measured: how long, how soon, how many tokens, and what went wrong.
 *
 * @param provider whose it is, one of a few names
 * @param name what it is called, one of a few names
 */
public record MeasuredModel(ChatModel model, String provider, String name, Measures measures) implements ChatModel {
    @Override
    public Source<Chunk, NotUsed> answer(Prompt prompt) {
        return model.answer(prompt).via(new CallStage(provider, name, measures));
    }

    @Override
    public Optional<byte[]> wire(Prompt prompt) {
        return model.wire(prompt);
    }
}
