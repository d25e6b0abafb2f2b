package parley.engine.conversation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Puts together how a reply came about, from the journal alone. */
record Receipts(
        Archive archive, History history, ChatModels models, ConversationSettings settings, ActorSystem<?> system) {

    /** The receipt of a turn; NOT_FOUND where it was not begun here: a fork's past has its receipts with the parent. */
    CompletionStage<Receipt> receipt(ConversationId id, int turn) {
        return archive.past(id)
                .thenCompose(past -> history.events(id, 1, Long.MAX_VALUE)
                        .map(it -> (ConversationEvent) it.event())
                        .runWith(Sink.fold(new Search(id, turn, past), Search::after), system))
                .thenCompose(it -> it.found()
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                Refusal.notFound("turn " + turn + " was not begun in this conversation"))));
    }

    /** One walk through a journal that keeps what concerns one turn. */
    private final class Search {
        private final ConversationId id;
        private final int turn;
        private final List<Receipt.Attempt> attempts = new ArrayList<>();
        private final List<Receipt.Question> asked = new ArrayList<>();
        private List<Receipt.Question> questions = List.of();
        private final Map<Integer, Receipt.Tool> tools = new LinkedHashMap<>();
        private long held;
        private Transcript transcript;
        private @Nullable TurnStarted first;
        private @Nullable TurnStarted latest;
        private @Nullable TurnStarted charged;
        private @Nullable Prompt prompt;
        private int blocked;
        private @Nullable Long firstToken;
        private @Nullable Long firstSound;
        private String ending = "running";
        private String text = "";
        private @Nullable Usage usage;
        private @Nullable Long credits;
        private @Nullable Instant endedAt;

        Search(ConversationId id, int turn, Transcript past) {
            this.id = id;
            this.turn = turn;
            this.transcript = past;
        }

        Search after(ConversationEvent event) {
            String spoken = transcript
                    .openTurn()
                    .filter(it -> it.turn() == turn)
                    .map(OpenTurn::text)
                    .orElse(text);
            transcript = Archive.folded(transcript, event);
            switch (event) {
                case TurnStarted it when it.turn() == turn -> started(it);
                case TurnStarted _ -> asked.clear();
                case ConversationEvent.ToolEvent it when it.turn() == turn -> ToolTrail.after(tools, it);
                case ConversationEvent.HoldExtended it when it.turn() == turn -> held = it.credits();
                case ConversationEvent.SpeakerProposed it when it.asked() != null -> asked(Question.CHOOSE, it.asked());
                case ConversationEvent.Judged it -> asked(Question.JUDGE, it.asked());
                case ConversationEvent.Condensed it -> asked(Question.CONDENSE, it.asked());
                case ConversationEvent.SentenceSpoken it
                when it.turn() == turn && firstToken == null -> {
                    if (it.figures() != null) firstToken = it.figures().firstToken();
                }
                case ConversationEvent.SentenceBlocked it
                when it.turn() == turn -> {
                    blocked++;
                    if (firstToken == null) firstToken = it.figures().firstToken();
                }
                case ConversationEvent.SentenceVoiced it
                when it.turn() == turn && firstSound == null -> firstSound = it.after();
                case ConversationEvent.TurnSuperseded it when it.turn() == turn -> superseded(it, spoken);
                case ConversationEvent.TurnCompleted it
                when it.turn() == turn -> ended("completed", null, spoken, it.usage(), it.at());
                case ConversationEvent.TurnStopped it
                when it.turn() == turn -> ended("stopped", it.reason(), spoken, it.usage(), it.at());
                case ConversationEvent.TurnFailed it
                when it.turn() == turn -> ended("failed", it.reason(), spoken, it.wasted(), it.at());
                case ConversationEvent.TurnCharged it when it.turn() == turn -> credits = it.credits();
                default -> {}
            }
            return this;
        }

        private void asked(Question kind, Asked it) {
            if (it.tries() > 0) asked.add(new Receipt.Question(kind, it.model(), it.tries(), it.usage(), it.credits()));
        }

        private void started(TurnStarted it) {
            if (first == null) {
                first = it;
                questions = List.copyOf(asked);
            }
            asked.clear();
            held = it.credits();
            latest = it;
            charged = it;
            firstToken = null;
            blocked = 0;
            prompt = transcript
                    .openTurn()
                    .flatMap(open -> transcript.participant(it.speaker()).map(who -> written(open, who)))
                    .orElse(null);
        }

        private @Nullable Prompt written(OpenTurn open, Participant speaker) {
            try {
                return new Stage(id, transcript)
                        .written(open, speaker, ModelInfo.USUAL_CONTEXT, settings.maxTokens())
                        .prompt();
            } catch (IllegalArgumentException unknownWording) {
                return null;
            }
        }

        private void superseded(ConversationEvent.TurnSuperseded it, String spoken) {
            String why = it.handedOver() ? "the room went to another server" : "the process was lost";
            attempted(HandOvers.ending(it), it.reason() == null ? why : it.reason(), spoken, it.wasted(), it.at());
        }

        private void ended(String how, @Nullable String reason, String spoken, Usage used, Instant at) {
            usage = used;
            ended(how, reason, spoken, 0, at);
        }

        private void ended(String how, @Nullable String reason, String spoken, long wasted, Instant at) {
            ending = how;
            text = spoken;
            endedAt = at;
            attempted(how, reason, spoken, wasted, at);
        }

        private void attempted(String how, @Nullable String reason, String spoken, long wasted, Instant at) {
            TurnStarted it = latest;
            if (it == null) return;
            attempts.add(attempt(
                    it,
                    how,
                    reason,
                    spoken.length(),
                    wasted,
                    Duration.between(it.at(), at).toMillis()));
            latest = null;
        }

        private Receipt.Attempt attempt(
                TurnStarted it, String how, @Nullable String reason, int to, long wasted, @Nullable Long duration) {
            Prompt asked = prompt;
            Brief brief = it.brief();
            boolean proven = asked != null && brief != null && brief.prompt().equals(asked.hash());
            return new Receipt.Attempt(
                    it.attempt(),
                    it.model(),
                    it.why(),
                    it.from(),
                    to,
                    asked,
                    asked == null ? null : wire(it, asked),
                    proven,
                    how,
                    reason,
                    wasted,
                    blocked,
                    firstToken,
                    firstSound,
                    duration,
                    it.at());
        }

        private @Nullable String wire(TurnStarted it, Prompt asked) {
            try {
                return models.open(it.model())
                        .wire(asked)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(null);
            } catch (Refusal unknownHere) {
                return null;
            }
        }

        Optional<Receipt> found() {
            TurnStarted it = first;
            if (it == null) return Optional.empty();
            TurnStarted running = latest;
            String said = running == null
                    ? text
                    : transcript.openTurn().map(OpenTurn::text).orElse("");
            if (running != null) attempts.add(attempt(running, "running", null, said.length(), 0, null));
            TurnStarted paid = charged == null ? it : charged;
            return Optional.of(new Receipt(
                    id,
                    turn,
                    it.speaker(),
                    transcript.participant(it.speaker()).map(Participant::name).orElse("agent"),
                    it.why(),
                    paid.model(),
                    ending,
                    said,
                    running == null ? Endings.hash(said) : null,
                    usage,
                    paid.price(),
                    held,
                    credits,
                    questions,
                    attempts,
                    List.copyOf(tools.values()),
                    it.at(),
                    endedAt));
        }
    }
}
