package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.moderation.Moderation;
import parley.engine.speech.Sentences;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.trace.TurnSpan;

/**
 * One agent speaking once: tokens go to the feed at once, or sentence by sentence where they are judged, sentences to the
 * journal as they close, and the stored ones to
 * the speaker, in order. How it ends is told to the conversation after everything that was said before the end.
 *
 * @param first the index of the first sentence to come, where earlier attempts left some standing
 * @param unheard those of them that were not made into sound yet
 */
record Turn(
        int turn,
        int attempt,
        int first,
        List<Piece.Sentence> unheard,
        Prompt prompt,
        ChatModel model,
        Voice voice,
        Crew crew) {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** Closings of sentences that may wait for the journal; the model is slowed down beyond. */
    private static final int UNSTORED = 16;

    /** Who a turn works with. */
    record Crew(
            ConversationId room,
            ActorRef<ConversationCommand> conversation,
            ActorRef<Feed.Command> feed,
            Speaker speaker,
            ConversationSettings settings,
            Cutting.Counter counter,
            Moderation moderation,
            TurnSpan span,
            ActorSystem<?> system) {}

    /** A turn under way: {@code stop} ends it as soon as may be, {@code drained} tells when nothing more will come. */
    record Running(
            int turn,
            int attempt,
            int prefilled,
            UniqueKillSwitch stop,
            CompletableFuture<Boolean> last,
            CompletableFuture<Boolean> silence,
            AtomicInteger heard,
            CompletionStage<Done> drained) {
        /** Whether it was told to fall silent: what it made into sound until then is nothing to anybody. */
        boolean silenced() {
            return silence.getNow(false);
        }

        /** The model has lost this attempt: the next one says what is still to be heard. */
        void lost() {
            silence.complete(false);
        }

        /** What stands of this turn without its sound. */
        List<Piece.Sentence> unheard(OpenTurn open) {
            if (open.turn() != turn) return List.of();
            List<Piece.Sentence> all = Piece.Sentence.standing(open.sentences());
            return all.subList(Math.min(heard.get(), all.size()), all.size());
        }
    }

    Running start() {
        CompletableFuture<Boolean> silence = new CompletableFuture<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        AtomicInteger heard = new AtomicInteger(first - unheard.size());
        Gate gate = new Gate(crew.moderation, silence, this::told);
        Pair<UniqueKillSwitch, CompletionStage<Done>> started = signals() // what the model does
                .viaMat(KillSwitches.single(), Keep.right()) // the same, until stopped
                .keepAlive(Sentences.PAUSE, Piece.Paused::new) // and when it pauses
                .takeWhile(_ -> !gate.isShut()) // until moderation says stop
                .statefulMap(() -> cutting(last), Cutting::next, Cutting::rest) // pieces
                .takeWhile(pieces -> !Cutting.halts(pieces), true) // until the last sentence that is paid for
                .filter(pieces -> !pieces.isEmpty()) // those that close a sentence
                .via(gate.flow(first, prompt.prefill())) // those that may be told
                .batch(UNSTORED, pieces -> pieces, Turn::gathered) // tokens do not wait for the journal
                .mapAsync(1, this::stored) // stored pieces
                .mapConcat(pieces -> pieces) // piece by piece
                .via(voiced(silence, heard)) // heard sentences
                .toMat(Sink.ignore(), Keep.both())
                .run(crew.system);
        return new Running(
                turn, attempt, prompt.prefill().length(), started.first(), last, silence, heard, started.second());
    }

    /** A failure is passed on in order, after the text that came before it. */
    private Source<Piece.Signal, NotUsed> signals() {
        return new Steps(asked ->
                        model.answer(asked).addAttributes(crew.span.stream()).map(this::aside))
                .from(prompt) // signals
                .recover(new PFBuilder<Throwable, Piece.Signal>()
                        .match(Throwable.class, this::broken)
                        .build());
    }

    /** What is no part of the answer is told at once and kept nowhere; thoughts nobody has judged are not told. */
    private Chunk aside(Chunk chunk) {
        switch (chunk) {
            case Chunk.Waiting it -> crew.feed.tell(new Feed.Waits(turn, attempt, it.position()));
            case Chunk.Thought it
            when !crew.moderation.gated() -> crew.feed.tell(new Feed.Thinks(turn, attempt, it.text()));
            default -> {}
        }
        return chunk;
    }

    private Piece.Signal broken(Throwable failure) {
        if (!(failure instanceof ModelFailure))
            logged(() -> LOG.error("Turn {} attempt {} broke", turn, attempt, failure));
        return new Piece.Broke(failure);
    }

    /** Streams have threads of their own, which do not know where they are. */
    private void logged(Runnable line) {
        try (MDC.MDCCloseable _ = MDC.putCloseable("room", crew.room.value());
                MDC.MDCCloseable _ = MDC.putCloseable("turn", Integer.toString(turn))) {
            line.run();
        }
    }

    private Cutting cutting(CompletableFuture<Boolean> last) {
        long asked = System.nanoTime();
        Cutting.Listener listener = new Cutting.Listener(
                crew.moderation.gated() ? _ -> {} : this::told,
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked),
                crew.counter,
                last);
        return new Cutting(first, prompt, Cuts.of(prompt, voice, crew.settings.earlyClause()), listener);
    }

    private void told(String text) {
        crew.feed.tell(new Feed.Token(turn, attempt, text));
    }

    /** What is told together is stored together; while it is, what comes is gathered. */
    private CompletionStage<List<Piece>> stored(List<Piece> pieces) {
        Function<ActorRef<Done>, ConversationCommand> tell =
                to -> new ConversationCommand.Tell(turn, attempt, pieces, to);
        return AskPattern.ask(crew.conversation, tell, crew.settings.storeWithin(), crew.system.scheduler())
                .thenApply(_ -> pieces);
    }

    private static List<Piece> gathered(List<Piece> pieces, List<Piece> more) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(more);
        return all;
    }

    /** Stored sentences become sound, a few at a time and strictly in order; one that fails stays text. */
    private Flow<Piece, Done, NotUsed> voiced(CompletableFuture<Boolean> silence, AtomicInteger done) {
        Flow<Piece, Piece.Sentence, NotUsed> sentences = Flow.of(Piece.class).collectType(Piece.Sentence.class);
        if (voice.equals(Voice.NONE)) return sentences.map(_ -> Done.getInstance());
        return sentences
                .prepend(Source.from(unheard)) // those of before as well
                .buffer(crew.settings.unvoiced(), OverflowStrategy.backpressure()) // the journal need not wait
                .mapAsync(1, it -> near(it, silence)) // sentences that the slowest listener is near to
                .filter(_ -> !silence.isDone()) // nothing after a stop
                .mapAsync(crew.settings.sentencesAhead(), it -> said(it, silence)) // sentences that can be heard
                .map(heard -> {
                    if (!silence.isDone()) done.incrementAndGet();
                    heard.ifPresent(crew.conversation::tell);
                    return Done.getInstance();
                });
    }

    private CompletionStage<Piece.Sentence> near(Piece.Sentence sentence, CompletableFuture<Boolean> silence) {
        CompletableFuture<Done> leave = new CompletableFuture<>();
        crew.feed.tell(new Feed.MayVoice(turn, sentence.index(), leave));
        return CompletableFuture.anyOf(leave, silence).thenApply(_ -> sentence);
    }

    /** What is being said when all fall silent is given up. */
    private CompletionStage<Optional<ConversationCommand>> said(
            Piece.Sentence sentence, CompletableFuture<Boolean> silence) {
        TurnSpan.Doing speak = crew.span.speak(
                voice.plain().toString(), sentence.index(), sentence.text().length());
        CompletableFuture<Sound> sound = synthesised(sentence).toCompletableFuture();
        return CompletableFuture.anyOf(sound, silence).handle((_, failure) -> {
            if (silence.isDone()) {
                speak.dropped();
                sound.cancel(true);
                return Optional.empty();
            }
            if (failure == null) speak.sounds(sound.join().length());
            else speak.failed(kind(failure));
            if (failure != null)
                logged(() ->
                        LOG.warn("Turn {} sentence {} stays silent: {}", turn, sentence.index(), failure.toString()));
            long millis = failure == null ? sound.join().length().toMillis() : 0;
            if (millis > 0) return Optional.of(new ConversationCommand.Voice(turn, sentence.index(), millis));
            crew.feed.tell(new Feed.Soundless(turn, sentence.index()));
            return Optional.empty();
        });
    }

    private static String kind(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }

    private CompletionStage<Sound> synthesised(Piece.Sentence sentence) {
        try {
            return crew.speaker.say(sentence.text(), voice);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
