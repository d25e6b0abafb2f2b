package parley.http.main;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * A model that writes twenty tokens a second: so many short sentences as an answer to a message, each of which holds the
 * message's one word. Notes when its first sentence could be told to be whole.
 */
record Chatter(ChatModels models, int sentences, Map<String, Long> closed) implements ChatModels {
    private static final Duration TOKEN = Duration.ofMillis(50);

    Chatter(ChatModels models, int sentences) {
        this(models, sentences, new ConcurrentHashMap<>());
    }

    /** What the sentence of this number says. */
    static String sentence(String word, int number) {
        return String.join("", tokens(word, number));
    }

    private static List<String> tokens(String word, int number) {
        return List.of("Here", " comes", " the", " sentence", " " + word + "n" + number, " of", " the talk", ". ");
    }

    @Override
    public List<ModelInfo> offered() {
        return models.offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return models.info(model);
    }

    @Override
    public ChatModel open(ModelRef model) {
        return this::answer;
    }

    private Source<Chunk, NotUsed> answer(Prompt prompt) {
        String word = prompt.lines().getLast().text().strip();
        List<String> tokens = new ArrayList<>();
        for (int number = 0; number < sentences; number++) tokens.addAll(tokens(word, number));
        return Source.from(tokens) // tokens
                .throttle(1, TOKEN) // at the pace of a model
                .statefulMap(
                        () -> new Chunker(ChunkerOptions.wholeSentences()),
                        (chunker, token) -> {
                            if (!chunker.add(token).isEmpty()) closed.putIfAbsent(word, System.nanoTime());
                            return Pair.create(chunker, (Chunk) new Chunk.Text(token));
                        },
                        _ -> Optional.empty()) // tokens, noted
                .concat(Source.single(
                        new Chunk.Finished(Chunk.Reason.STOP, new Usage(100, tokens.size(), false)))); // and the end
    }
}
