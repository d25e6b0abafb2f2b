package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;
import parley.engine.floor.Decision;
import parley.engine.floor.Floor;
import parley.engine.floor.Limit;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.Prompt;

/** Decides what a round does next. Pure but for what the models say of themselves: the transcript tells everything. */
record Coordinator(ConversationId id, Engines engines, ConversationSettings settings) {

    /** Whether a running round waits for a person to approve the next turn or to call a speaker. */
    static boolean waits(Transcript transcript) {
        if (!transcript.round().running() || transcript.open() != null) return false;
        Optional<Transcript.Proposal> next = transcript.next();
        if (next.isPresent())
            return transcript.rules().approval() && !next.get().approved();
        return transcript.round().called() == null
                && transcript.rules().speakers().decide(transcript.floor(0, transcript.updatedAt()))
                        instanceof Decision.Waits;
    }

    /** Nothing left to do by itself: may sleep. */
    static boolean atRest(Transcript transcript) {
        if (transcript.open() != null || !transcript.tab().clear()) return false;
        Round round = transcript.round();
        if (!round.running()) return true;
        return round.paused() || waits(transcript);
    }

    /** What happens now that no turn is in mid-air in this process. */
    Step next(Transcript transcript) {
        Instant now = now();
        return new Asking(id, engines, endings()).paid(transcript, decided(transcript, now), now);
    }

    private Step decided(Transcript transcript, Instant now) {
        if (transcript.open() != null) return new Step.Happens(attempts().next(transcript, now));
        if (transcript.deleted() || transcript.unread()) return Step.REST;
        if (!transcript.round().running()) return Step.REST;
        if (transcript.interrupted()) return and(transcript, endings().over(transcript, End.INTERRUPTED, now));
        if (transcript.round().paused()) return Step.REST;
        return over(transcript, now)
                .map(end -> and(transcript, endings().over(transcript, end, now)))
                .orElseGet(() -> onward(transcript, now));
    }

    /** Events, and what follows from them at once; a model is asked on another occasion. */
    List<ConversationEvent> with(Transcript transcript, List<ConversationEvent> events) {
        List<ConversationEvent> all = new ArrayList<>(events);
        if (next(transcript.after(events)) instanceof Step.Happens(List<ConversationEvent> more)) all.addAll(more);
        return all;
    }

    private Step and(Transcript transcript, List<ConversationEvent> events) {
        return new Step.Happens(with(transcript, events));
    }

    Optional<End> over(Transcript transcript, Instant now) {
        Round round = transcript.round();
        if (round.called() != null) return Optional.of(new End(Ending.LIMIT, "call", round.called()));
        if (round.ended() >= round.asked())
            return Optional.of(new End(Ending.LIMIT, "asked", "the turns that were asked for have ended"));
        return transcript
                .until()
                .flatMap(it -> it.reached(floor(transcript, now)))
                .map(it -> new End(Ending.LIMIT, it.limit(), it.reason()));
    }

    /** The round goes on: a judge may be asked, then a speaker is found, then the prompt must fit, then it begins. */
    private Step onward(Transcript transcript, Instant now) {
        Floor floor = floor(transcript, now);
        Optional<Limit> until = transcript.until();
        if (until.filter(it -> it.wantsJudge(floor)).isPresent())
            return new Step.Asks(new Errand.Judge(
                    transcript.round().number(), floor, until.get().judge().orElseThrow()));
        Optional<Transcript.Proposal> next = transcript.next();
        if (next.isPresent()) return proposed(transcript, next.get(), now);
        return switch (transcript.rules().speakers().decide(floor)) {
            case Decision.Speaks(AgentId agent, Choice why) -> found(transcript, agent, why, now);
            case Decision.Asks asks -> new Step.Asks(new Errand.Choose(transcript.coming(), floor, asks));
            case Decision.Waits _ -> Step.REST;
            case Decision.Ends(String reason) ->
                and(transcript, endings().over(transcript, new End(Ending.LIMIT, "speakers", reason), now));
        };
    }

    private Step found(Transcript transcript, AgentId speaker, Choice why, Instant now) {
        Transcript.Proposal proposal = new Transcript.Proposal(transcript.coming(), speaker, why, true);
        if (!transcript.rules().approval()) return proposed(transcript, proposal, now);
        return new Step.Happens(
                List.of(new ConversationEvent.SpeakerProposed(transcript.coming(), speaker, why, false, null, now)));
    }

    private Step proposed(Transcript transcript, Transcript.Proposal proposal, Instant now) {
        if (transcript.rules().approval() && !proposal.approved()) return Step.REST;
        Participant speaker = transcript.participant(proposal.speaker()).orElseThrow();
        return beginning().begun(transcript, speaker, proposal.why(), now);
    }

    Beginning beginning() {
        return new Beginning(id, engines, settings, endings());
    }

    Endings endings() {
        return new Endings(engines);
    }

    Attempts attempts() {
        return new Attempts(this);
    }

    /** What the running turn's model is asked. */
    Prompt prompt(Transcript transcript, OpenTurn open, Participant speaker) {
        int context = endings().known(open.model()).map(ModelInfo::context).orElse(ModelInfo.USUAL_CONTEXT);
        return new Stage(id, transcript)
                .written(open, speaker, context, settings.maxTokens())
                .prompt();
    }

    private Floor floor(Transcript transcript, Instant now) {
        return transcript.floor(Seeds.turn(id, transcript.coming()), now);
    }

    private Instant now() {
        return engines.clock().instant();
    }
}
