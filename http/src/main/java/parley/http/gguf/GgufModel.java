package parley.http.gguf;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;

/**
 * A model file that runs in this process. It is loaded when it is first asked, by a thread of its own that does all of
 * its work; one answer is told at a time and the others wait, in the order in which they came.
 */
public final class GgufModel implements ChatModel, AutoCloseable {
    /** The provider in such a model's name. */
    public static final String PROVIDER = "gguf";

    private static final Logger LOG = LoggerFactory.getLogger(GgufModel.class);

    private final GgufSettings settings;
    private final ExecutorService thread;
    private final Queue<CompletableFuture<Done>> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private @Nullable Llama loaded;

    public GgufModel(GgufSettings settings) {
        this.settings = settings;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("gguf").factory());
    }

    /** What is known of it without loading it; a file that cannot be used says so when it is asked. */
    public ModelInfo info() {
        String name = String.valueOf(settings.path().getFileName());
        int trained = 0;
        try {
            trained = GgufFile.read(settings.path()).context();
        } catch (ModelFailure no) {
            LOG.warn("The model file cannot be used: {}", no.getMessage());
        }
        return new ModelInfo(
                new ModelRef(PROVIDER, name), "Model file: " + name, true, false, settings.window(trained));
    }

    @Override
    public Source<Chunk, NotUsed> answer(Prompt prompt) {
        return Source.<Chunk, Turn>unfoldResourceAsync(
                        () -> turn().thenApply(_ -> new Turn(prompt)),
                        turn -> on(turn::next),
                        turn -> on(turn::close)) // chunks
                // No chunk is read before the one before it is wanted: the reading runs apart, and would run ahead.
                .via(Flow.of(Chunk.class)
                        .mapError(Throwable.class, GgufModel::told)
                        .addAttributes(Attributes.inputBuffer(1, 1))); // chunks
    }

    @Override
    public void close() {
        thread.execute(() -> {
            closed = true;
            if (loaded != null) loaded.close();
            loaded = null;
        });
        thread.shutdown();
    }

    private <T> CompletionStage<T> on(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    private static ModelFailure told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ModelFailure known ? known : new ModelFailure.Unreachable("this server is stopping");
    }

    private Llama llama() {
        if (closed) throw new ModelFailure.Unreachable("this server is stopping");
        Llama there = loaded;
        if (there == null) loaded = there = Llama.load(settings);
        return there;
    }

    private synchronized CompletionStage<Done> turn() {
        CompletableFuture<Done> turn = new CompletableFuture<>();
        if (!busy) {
            busy = true;
            turn.complete(Done.getInstance());
        } else if (waiting.size() < settings.waiting()) waiting.add(turn);
        else turn.completeExceptionally(new ModelFailure.Overloaded("too many answers wait for the model file"));
        return turn;
    }

    private void leave() {
        CompletableFuture<Done> next;
        synchronized (this) {
            next = waiting.poll();
            busy = next != null;
        }
        if (next != null) next.complete(Done.getInstance());
    }

    /** One answer's turn at the engine. */
    private final class Turn {
        private final Prompt prompt;
        private @Nullable Telling telling;
        private boolean left;

        Turn(Prompt prompt) {
            this.prompt = prompt;
        }

        Optional<Chunk> next() {
            try {
                Telling it = telling;
                if (it == null) telling = it = new Telling(llama(), prompt);
                return it.next();
            } catch (ModelFailure told) {
                throw told;
            } catch (RuntimeException failure) {
                LOG.info("The engine failed: {}", failure.getClass().getSimpleName());
                throw new ModelFailure.CutOff("the engine of the model file broke the answer off");
            }
        }

        /** A stream that is given up while it ends may say so twice. */
        Done close() {
            if (left) return Done.getInstance();
            left = true;
            if (telling != null) telling.close();
            leave();
            return Done.getInstance();
        }
    }
}
