package parley.http.provider;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * The models that were found when somebody last looked. Who asks never waits: where the last look is some while ago,
 * another is taken beside, and the next to ask is told what it found. A server that has gone is not offered any more, but
 * rooms that chose it may still try it; it may be back.
 */
final class LiveModels implements ChatModels {
    private static final String HERE = "here";

    private final AsyncLoadingCache<String, OfferedModels> seen;

    /** Begins with what the first look found; {@code look} is told what was found before. */
    LiveModels(OfferedModels first, Duration every, Function<OfferedModels, CompletionStage<OfferedModels>> look) {
        this.seen = Caffeine.newBuilder().refreshAfterWrite(every).buildAsync((_, _) -> {
            OfferedModels before = models();
            return look.apply(before).toCompletableFuture().exceptionally(_ -> before);
        });
        seen.put(HERE, CompletableFuture.completedFuture(first));
    }

    private OfferedModels models() {
        return seen.synchronous().get(HERE);
    }

    @Override
    public List<ModelInfo> offered() {
        return models().offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return models().info(model);
    }

    @Override
    public ChatModel open(ModelRef model) {
        return models().open(model);
    }
}
