package parley.engine.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Abilities;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Models by name; each answers with what the test says. */
final class Scripts implements ChatModels {
    private static final Abilities TOOLS = new Abilities(0, false, true, false, null);
    final Map<String, Function<Prompt, Source<Chunk, NotUsed>>> answers = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Prompt> asked = new ConcurrentLinkedQueue<>();

    static Source<Chunk, NotUsed> saying(String... words) {
        return Source.from(List.of(words))
                .map(it -> (Chunk) new Chunk.Text(it))
                .concat(Source.single(new Chunk.Finished(Chunk.Reason.STOP, new Usage(10, words.length, false))));
    }

    /** A model that says nothing until it is told what. */
    Gate gate(String name) {
        CompletableFuture<String> said = new CompletableFuture<>();
        answers.put(name, _ -> Source.completionStage(said).flatMapConcat(Scripts::saying));
        return said::complete;
    }

    /** A model that never stops. */
    void endless(String name) {
        answers.put(name, _ -> Source.<Chunk>repeat(new Chunk.Text("on and ")).throttle(1, Duration.ofMillis(5)));
    }

    interface Gate {
        boolean open(String text);
    }

    @Override
    public List<ModelInfo> offered() {
        return List.of(info(new ModelRef("test", "any")));
    }

    @Override
    public ModelInfo info(ModelRef model) {
        if (!model.provider().equals("test")) throw Refusal.notFound("no such model");
        return new ModelInfo(
                model,
                model.model(),
                !model.model().equals("Forgetful"),
                false,
                model.model().equals("Small") ? 1_200 : ModelInfo.USUAL_CONTEXT,
                TOOLS);
    }

    @Override
    public ChatModel open(ModelRef model) {
        return prompt -> {
            asked.add(prompt);
            return answers.getOrDefault(model.model(), it -> saying("I am ", it.speaker(), ".", " I have", " spoken."))
                    .apply(prompt);
        };
    }
}
