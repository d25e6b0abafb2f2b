package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.conversation.ConversationEvent.Asked;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Runs one errand: asks, reads, and asks again where the answer is malformed. */
final class Errands {
    /** The longest answer that is read, in characters; the rest is not waited for. */
    private static final int LONGEST = 16_384;

    private final Errand errand;
    private final ChatModels models;
    private final Duration within;
    private final ActorSystem<?> system;
    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    Errands(Errand errand, ChatModels models, Duration within, ActorSystem<?> system) {
        this.errand = errand;
        this.models = models;
        this.within = within;
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
        return asked(1, "", new Usage(0, 0, false));
    }

    private CompletionStage<Errand.Outcome> asked(int attempt, String before, Usage used) {
        Prompt prompt = errand.prompt(attempt, before);
        return answer(prompt)
                .thenCompose(text -> heard(attempt, text, plus(used, prompt, text)))
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

    private CompletionStage<String> answer(Prompt prompt) {
        Source<Chunk, ?> chunks;
        try {
            chunks = models.open(errand.model()).answer(prompt);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        Pair<UniqueKillSwitch, CompletionStage<String>> running = chunks.completionTimeout(within)
                .viaMat(KillSwitches.single(), Keep.right())
                .collectType(Chunk.Text.class) // text
                .scan("", (text, chunk) -> text + chunk.text()) // the answer so far
                .takeWhile(text -> text.length() < LONGEST, true) // not for ever
                .toMat(Sink.last(), Keep.both())
                .run(system);
        var _ = cancelled.thenRun(running.first()::shutdown);
        return running.second();
    }

    private static Usage plus(Usage used, Prompt prompt, String text) {
        Usage more = Usage.estimate(prompt.length(), text.length());
        return new Usage(used.inputTokens() + more.inputTokens(), used.outputTokens() + more.outputTokens(), true);
    }

    private static String said(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "the model could not be asked: " + cause.getMessage();
    }

    /** The events of an outcome. */
    static java.util.List<ConversationEvent> events(Errand errand, Errand.Outcome outcome, Instant now) {
        ModelRef model = errand.model();
        Asked asked = new Asked(model, outcome.tries(), outcome.usage());
        return outcome.useful()
                ? errand.answered(outcome.answer(), asked, now).orElseThrow()
                : errand.unanswered(asked, outcome.why(), now);
    }
}
