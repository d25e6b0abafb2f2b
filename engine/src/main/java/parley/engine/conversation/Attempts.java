package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelInfo;
import parley.engine.price.Price;

/** What follows an attempt of the turn in mid-air that this process does not speak: it was lost or handed over. */
record Attempts(Coordinator coordinator) {

    /**
     * The turn goes on from its last sentence where the model can and used no tools, else it begins again; what its tools
     * answered is given to the next attempt.
     */
    List<ConversationEvent> next(Transcript transcript, Instant now) {
        OpenTurn before = transcript.openTurn().orElseThrow();
        List<ConversationEvent> tools = Uses.lost(before, now);
        if (tools.isEmpty()) return next(transcript, before, now);
        List<ConversationEvent> all = new ArrayList<>(tools);
        all.addAll(next(transcript.after(tools), now));
        return all;
    }

    private List<ConversationEvent> next(Transcript transcript, OpenTurn before, Instant now) {
        Optional<End> end = ended(transcript, now);
        if (end.isPresent()) return endings().stopped(transcript, before.said(), end.get(), now);
        if (before.handedOver()) {
            Choice why = again(before, "its room went to another server");
            return List.of(anew(transcript, before, why, before.text().length(), now));
        }
        if (before.tries() >= coordinator.settings().attempts())
            return endings()
                    .failed(
                            transcript,
                            List.of(),
                            "too_many_attempts",
                            "this turn was lost " + before.tries() + " times; say something to go on",
                            now);
        ConversationEvent.TurnSuperseded lost = superseded(before, cost(before), false, now);
        Choice why = again(before, "the attempt before was lost");
        return List.of(lost, anew(transcript.after(lost), before, why, lost.kept(), now));
    }

    private Optional<End> ended(Transcript transcript, Instant now) {
        if (transcript.interrupted()) return Optional.of(End.INTERRUPTED);
        return transcript
                .timeLeft(now)
                .filter(it -> it.isZero() || it.isNegative())
                .flatMap(_ -> coordinator.over(transcript, now));
    }

    private static Choice again(OpenTurn before, String reason) {
        return new Choice("recovery", List.of(before.speaker()), reason, 0);
    }

    /**
     * The room goes to another server in good order, and the turn in mid-air with it: the attempt that ends so does not
     * count, and what stands of its text was not in vain.
     */
    List<ConversationEvent> handedOver(Transcript transcript, Instant now) {
        OpenTurn before = transcript.open();
        if (before == null || before.handedOver()) return List.of();
        List<ConversationEvent> events = new ArrayList<>(Uses.lost(before, now));
        OpenTurn open = transcript.after(events).openTurn().orElseThrow();
        events.add(superseded(open, goesOn(open) ? 0 : cost(open), true, now));
        return events;
    }

    private ConversationEvent.TurnSuperseded superseded(OpenTurn open, long wasted, boolean handedOver, Instant now) {
        int kept = goesOn(open) ? open.text().length() : 0;
        return new ConversationEvent.TurnSuperseded(open.turn(), open.attempt(), kept, wasted, null, handedOver, now);
    }

    /** Whether the next attempt can go on in the middle of what was said. */
    boolean goesOn(OpenTurn open) {
        return open.uses().isEmpty()
                && endings().known(open.model()).filter(ModelInfo::prefill).isPresent();
    }

    private static long cost(OpenTurn open) {
        return open.said().outputTokens() == 0 ? 0 : Endings.cost(open, open.said());
    }

    /** The next attempt of a turn with the same model. */
    ConversationEvent anew(Transcript superseded, OpenTurn before, Choice why, int kept, Instant now) {
        @Nullable Brief brief = coordinator.beginning().rebriefed(superseded, before);
        return new ConversationEvent.TurnStarted(
                before.turn(),
                before.attempt() + 1,
                before.speaker(),
                why,
                before.model(),
                before.hold(),
                coordinator.beginning().held(before, brief),
                kept,
                brief,
                price(before),
                now);
    }

    /** A turn that began before prices were kept costs what is asked now. */
    private @Nullable Price price(OpenTurn before) {
        if (before.price() != null) return before.price();
        try {
            return coordinator.engines().price(before.model());
        } catch (Refusal none) {
            return null;
        }
    }

    private Endings endings() {
        return coordinator.endings();
    }
}
