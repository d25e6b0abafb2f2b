package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** One answer in as many steps as it takes: after each that wants tools the model is asked again with what came of them. */
record Steps(ChatModel model) {
    Source<Piece.Signal, NotUsed> from(Prompt prompt) {
        Step step = new Step(!prompt.tools().isEmpty());
        return answer(prompt) // chunks
                .mapConcat(step::signals) // signals
                .concatLazy(Source.lazySource(() -> after(step.onward()))); // those of the steps to come
    }

    private Source<Chunk, NotUsed> answer(Prompt prompt) {
        try {
            return model.answer(prompt);
        } catch (RuntimeException refused) {
            return Source.failed(refused);
        }
    }

    private Source<Piece.Signal, NotUsed> after(@Nullable CompletableFuture<Onward> onward) {
        if (onward == null) return Source.empty();
        return Source.completionStage(onward).flatMapConcat(it -> switch (it) {
            case Onward.Ask(Prompt next) ->
                Source.<Piece.Signal>single(new Piece.Asked(next)).concatLazy(Source.lazySource(() -> from(next)));
            case Onward.Enough _ -> Source.single(finished(Chunk.Reason.LENGTH, Usage.NONE));
            case Onward.Hush(String reason) -> Source.single(new Piece.Hush(reason));
            case Onward.Over _ -> Source.empty();
        });
    }

    private static Piece.Signal finished(Chunk.Reason reason, Usage usage) {
        return new Piece.Came(new Chunk.Finished(reason, usage));
    }

    /** One step: what it wants is gathered, and told at its end. Used by one stream only. */
    private static final class Step {
        private final boolean mayWant;
        private final List<Chunk.ToolCall> wanted = new ArrayList<>();
        private volatile @Nullable CompletableFuture<Onward> onward;

        Step(boolean mayWant) {
            this.mayWant = mayWant;
        }

        @Nullable
        CompletableFuture<Onward> onward() {
            return onward;
        }

        List<Piece.Signal> signals(Chunk chunk) {
            return switch (chunk) {
                case Chunk.ToolCall it -> {
                    if (mayWant) wanted.add(it);
                    yield List.of();
                }
                case Chunk.Finished it -> List.of(ended(it));
                default -> List.of(new Piece.Came(chunk));
            };
        }

        /** An answer that was cut short wants nothing: what it wanted may be cut as well. */
        private Piece.Signal ended(Chunk.Finished it) {
            boolean whole = it.reason() == Chunk.Reason.TOOLS || it.reason() == Chunk.Reason.STOP;
            if (wanted.isEmpty() || !whole)
                return finished(it.reason() == Chunk.Reason.TOOLS ? Chunk.Reason.STOP : it.reason(), it.usage());
            CompletableFuture<Onward> coming = new CompletableFuture<>();
            onward = coming;
            return new Piece.Wants(List.copyOf(wanted), it.usage(), coming);
        }
    }
}
