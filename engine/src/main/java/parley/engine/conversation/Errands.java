package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Runs one errand: asks, reads, and asks again where the answer is malformed. */
final class Errands {
    /** The longest answer that is read, in characters; the rest is not waited for. */
    private static final int LONGEST = 16_384;

    private final Errand errand;
    private final ChatModels models;
    private final Duration within;
    private final BiFunction<Prompt, String, Usage> counted;
    private final Attributes stream;
    private final ActorSystem<?> system;
    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    /**
     * Runs one errand; {@code counted} tells what an answer used whose provider did not say, {@code stream} is what the
     * answer's stream carries.
     */
    Errands(
            Errand errand,
            ChatModels models,
            Duration within,
            BiFunction<Prompt, String, Usage> counted,
            Attributes stream,
            ActorSystem<?> system) {
        this.errand = errand;
        this.models = models;
        this.within = within;
        this.counted = counted;
        this.stream = stream;
        this.system = system;
    }

    Errand errand() {
        return errand;
    }

    /** Closes the connection to the model; what it says is of no use any more. */
    void cancel() {
        cancelled.complete(true);
    }

    /** Never fails: a model that does is one that gave no useful answer. */
    CompletionStage<Errand.Outcome> run() {
        return asked(1, "", Usage.NONE);
    }

    private CompletionStage<Errand.Outcome> asked(int attempt, String before, Usage used) {
        Prompt prompt = errand.prompt(attempt, before);
        return answer(prompt)
                .thenCompose(it -> heard(attempt, it.text(), used.plus(used(prompt, it))))
                .exceptionally(failure -> new Errand.Outcome("", false, said(failure), attempt, used));
    }

    private CompletionStage<Errand.Outcome> heard(int attempt, String text, Usage used) {
        Asked asked = new Asked(errand.model(), attempt, used);
        if (errand.answered(text, asked, Instant.EPOCH).isPresent())
            return CompletableFuture.completedFuture(new Errand.Outcome(text, true, "", attempt, used));
        if (attempt < errand.tries() && !cancelled.isDone()) return asked(attempt + 1, text, used);
        String why = "the model's answer was not in the form that was asked for, " + attempt + " times";
        return CompletableFuture.completedFuture(new Errand.Outcome("", false, why, attempt, used));
    }

    /** An answer so far, and what its provider says it used. */
    private record Heard(String text, @Nullable Usage usage) {
        Heard and(Chunk chunk) {
            return switch (chunk) {
                case Chunk.Text(String more) -> new Heard(text + more, usage);
                case Chunk.Finished end -> new Heard(text, end.usage());
                case Chunk.Thought _, Chunk.ToolCall _, Chunk.Waiting _ -> this;
            };
        }
    }

    private CompletionStage<Heard> answer(Prompt prompt) {
        Source<Chunk, ?> chunks;
        try {
            chunks = models.open(errand.model()).answer(prompt).addAttributes(stream);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        Pair<UniqueKillSwitch, CompletionStage<Heard>> running = chunks.completionTimeout(within)
                .viaMat(KillSwitches.single(), Keep.right())
                .scan(new Heard("", null), Heard::and) // the answer so far
                .takeWhile(it -> it.text().length() < LONGEST, true) // not for ever
                .toMat(Sink.last(), Keep.both())
                .run(system);
        var _ = cancelled.thenRun(running.first()::shutdown);
        return running.second();
    }

    private Usage used(Prompt prompt, Heard heard) {
        Usage told = heard.usage();
        return told == null || told.estimated() ? counted.apply(prompt, heard.text()) : told;
    }

    private static String said(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "the model could not be asked: " + cause.getMessage();
    }

    /** The events of an outcome. */
    static List<ConversationEvent> events(Transcript transcript, Errand errand, Errand.Outcome outcome, Instant now) {
        Asked asked = Asking.answered(transcript, errand, outcome);
        return outcome.useful()
                ? errand.answered(outcome.answer(), asked, now).orElseThrow()
                : errand.unanswered(asked, outcome.why(), now);
    }
}
