package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Decides what a round does next. Pure but for what the models say of themselves: the transcript tells everything. */
record Coordinator(
        ConversationId id, Engines engines, SpeakerPolicy policy, PromptWriter writer, ConversationSettings settings) {

    /** What happens now that no turn is in mid-air in this process: nothing, where there is nothing to do. */
    List<ConversationEvent> next(Transcript transcript) {
        Instant now = engines.clock().instant();
        Transcript.OpenTurn lost = transcript.open();
        if (lost != null) return recovered(transcript, lost, now);
        Transcript.Round round = transcript.round();
        if (!round.running() || transcript.deleted()) return List.of();
        if (round.ended() >= round.asked()) return List.of(ended(transcript, ConversationEvent.Ending.LIMIT, now));
        return begun(transcript, now);
    }

    private List<ConversationEvent> begun(Transcript transcript, Instant now) {
        SpeakerPolicy.Decision decision = policy.next(transcript);
        Participant speaker = decision.speaker();
        int turn = transcript.turns() + 1;
        HoldId hold = new HoldId(id.value() + "/" + turn);
        try {
            ModelInfo model = engines.models().info(speaker.casting().model());
            ConversationEvent.TurnStarted started = new ConversationEvent.TurnStarted(
                    turn, 1, speaker.agent(), decision.why(), model.ref(), hold, 0, 0, now);
            return List.of(priced(transcript, started, speaker, model));
        } catch (Refusal unknownModel) {
            ConversationEvent.TurnStarted started = new ConversationEvent.TurnStarted(
                    turn, 1, speaker.agent(), decision.why(), speaker.casting().model(), hold, 0, 0, now);
            return failed(transcript.after(started), List.of(started), "no_model", unknownModel.reason(), now);
        }
    }

    private ConversationEvent.TurnStarted priced(
            Transcript transcript, ConversationEvent.TurnStarted started, Participant speaker, ModelInfo model) {
        Transcript after = transcript.after(started);
        Prompt prompt = writer.prompt(id, after, after.openTurn().orElseThrow(), speaker);
        long most =
                engines.tariff(model).most(Usage.estimate(prompt.length(), 0).inputTokens(), prompt.maxTokens());
        return new ConversationEvent.TurnStarted(
                started.turn(),
                started.attempt(),
                started.speaker(),
                started.why(),
                started.model(),
                started.hold(),
                most,
                started.from(),
                started.at());
    }

    /** A turn whose attempt was lost goes on from its last sentence where the model can, else it begins again. */
    private List<ConversationEvent> recovered(Transcript transcript, Transcript.OpenTurn lost, Instant now) {
        if (lost.attempt() >= settings.attempts())
            return failed(
                    transcript,
                    List.of(),
                    "too_many_attempts",
                    "this turn was lost " + lost.attempt() + " times; say something to go on",
                    now);
        Optional<ModelInfo> model = known(lost.model());
        int kept = model.filter(ModelInfo::prefill).isPresent() ? lost.text().length() : 0;
        long wasted = model.filter(_ -> !lost.sentences().isEmpty())
                .map(it -> engines.tariff(it).cost(Usage.estimate(0, lost.text().length())))
                .orElse(0L);
        Choice why = new Choice("recovery", List.of(lost.speaker()), "the attempt before was lost", 0);
        return List.of(
                new ConversationEvent.TurnSuperseded(lost.turn(), lost.attempt(), kept, wasted, now),
                new ConversationEvent.TurnStarted(
                        lost.turn(),
                        lost.attempt() + 1,
                        lost.speaker(),
                        why,
                        lost.model(),
                        lost.hold(),
                        lost.credits(),
                        kept,
                        now));
    }

    private Optional<ModelInfo> known(ModelRef model) {
        try {
            return Optional.of(engines.models().info(model));
        } catch (Refusal gone) {
            return Optional.empty();
        }
    }

    /** The running turn fails and its round with it. */
    List<ConversationEvent> failed(
            Transcript transcript, List<ConversationEvent> before, String code, String reason, Instant now) {
        Transcript.OpenTurn open = transcript.openTurn().orElseThrow();
        List<ConversationEvent> events = new ArrayList<>(before);
        events.add(new ConversationEvent.TurnFailed(open.turn(), open.attempt(), code, reason, now));
        events.add(ended(transcript, ConversationEvent.Ending.FAILED, now));
        return events;
    }

    /** The running turn, if any, and its round stop; what was spoken is paid for. */
    List<ConversationEvent> stopped(Transcript transcript, Usage usage, Instant now) {
        List<ConversationEvent> events = new ArrayList<>();
        transcript.openTurn().ifPresent(open -> {
            long credits = usage.outputTokens() == 0 ? 0 : cost(open, usage);
            events.add(new ConversationEvent.TurnStopped(open.turn(), open.attempt(), usage, credits, now));
        });
        if (transcript.round().running()) events.add(ended(transcript, ConversationEvent.Ending.STOPPED, now));
        return events;
    }

    /** The running turn is whole; the user pays once for the text that stands, whichever attempts wrote it. */
    ConversationEvent completed(Transcript.OpenTurn open, Chunk.Finished end, int prefilled, Instant now) {
        Usage said = end.usage();
        Usage whole = prefilled == 0
                ? said
                : new Usage(
                        said.inputTokens(),
                        said.outputTokens() + Usage.estimate(0, prefilled).outputTokens(),
                        true);
        return new ConversationEvent.TurnCompleted(
                open.turn(), open.attempt(), end.reason(), whole, cost(open, whole), now);
    }

    private long cost(Transcript.OpenTurn open, Usage usage) {
        return known(open.model())
                .map(it -> Math.min(open.credits(), engines.tariff(it).cost(usage)))
                .orElse(0L);
    }

    private static ConversationEvent.RoundEnded ended(
            Transcript transcript, ConversationEvent.Ending ending, Instant now) {
        return new ConversationEvent.RoundEnded(transcript.round().number(), ending, now);
    }
}
