package parley.engine.conversation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.floor.Decision;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.prompt.Budget;
import parley.engine.prompt.Tally;
import parley.engine.prompt.Written;

/** Writes prompts to be looked at, from the journal alone: nobody is asked, nothing is charged or recorded. */
record Rehearsals(
        Archive archive, History history, Engines engines, ConversationSettings settings, ActorSystem<?> system) {

    /** The coming turn's as it would be after an event; of this speaker, or of whoever is most likely the next. */
    CompletionStage<Rehearsal> coming(ConversationId id, long sequence, @Nullable AgentId speaker) {
        return archive.at(id, sequence).thenApply(it -> coming(id, it, speaker));
    }

    private Rehearsal coming(ConversationId id, Transcript transcript, @Nullable AgentId named) {
        AgentId agent = named == null ? next(id, transcript) : named;
        Participant speaker = transcript.seats().taken().stream()
                .filter(it -> it.agent().equals(agent))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("that agent does not sit here"));
        ModelInfo model = engines.models().info(speaker.casting().model());
        Beginning beginning = new Beginning(id, engines, settings, new Endings(engines));
        Budget budget = Beginning.budget(beginning.toolkit(speaker, model), settings.maxTokens());
        Written written =
                beginning.rehearsed(transcript, speaker, model, engines.clock().instant());
        return rehearsal(transcript.coming(), speaker, model.ref(), budget, written);
    }

    /** Where a model or a person decides who speaks it may be another. */
    private static AgentId next(ConversationId id, Transcript transcript) {
        Optional<AgentId> decided = transcript.next().map(Transcript.Proposal::speaker);
        if (decided.isPresent()) return decided.get();
        if (transcript.seats().open().isEmpty())
            return transcript.seats().taken().getFirst().agent();
        long seed = Seeds.turn(id, transcript.coming());
        return transcript.rules().speakers().decide(transcript.floor(seed, transcript.updatedAt()))
                        instanceof Decision.Speaks it
                ? it.agent()
                : transcript.seats().open().getFirst().agent();
    }

    /** A past turn's, as its last attempt was asked; NOT_FOUND where it was not begun in this conversation. */
    CompletionStage<Rehearsal> past(ConversationId id, int turn) {
        return archive.past(id)
                .thenCompose(past -> history.events(id, 1, Long.MAX_VALUE)
                        .map(it -> (ConversationEvent) it.event())
                        .runWith(Sink.fold(new Search(past, null), (search, it) -> search.after(turn, it)), system))
                .thenCompose(it -> it.found(id)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(
                                Refusal.notFound("turn " + turn + " was not begun in this conversation"))));
    }

    /** One walk through a journal that keeps the room as it was when the turn's last attempt began. */
    private final class Search {
        private final Transcript transcript;
        private final @Nullable Transcript begun;

        Search(Transcript transcript, @Nullable Transcript begun) {
            this.transcript = transcript;
            this.begun = begun;
        }

        Search after(int turn, ConversationEvent event) {
            Transcript next = Archive.folded(transcript, event);
            return new Search(next, event instanceof TurnStarted it && it.turn() == turn ? next : begun);
        }

        Optional<Rehearsal> found(ConversationId id) {
            Transcript then = begun;
            if (then == null) return Optional.empty();
            return then.openTurn()
                    .flatMap(open -> then.participant(open.speaker()).map(who -> past(id, then, open, who)));
        }
    }

    private Rehearsal past(ConversationId id, Transcript then, OpenTurn open, Participant speaker) {
        Brief brief = open.brief();
        Budget budget = brief == null
                ? new Budget(ModelInfo.USUAL_CONTEXT, settings.maxTokens())
                : new Budget(brief.context(), brief.answer());
        Written written = new Stage(id, then).written(open, speaker, budget.context(), budget.answer());
        return rehearsal(open.turn(), speaker, open.model(), budget, written);
    }

    private static Rehearsal rehearsal(int turn, Participant speaker, ModelRef model, Budget budget, Written written) {
        return new Rehearsal(
                turn,
                speaker.agent(),
                speaker.name(),
                model,
                budget.context(),
                budget.answer(),
                Tally.input(model, written.prompt()),
                written);
    }
}
