package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.floor.Choice;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * How a turn goes on whose model has failed: where nothing of its answer was seen, with the next model that its speaker
 * may think with; where something was and the room splices, with the same model once more before those. After tools were
 * used nothing of the text is kept, and only a model takes over that can be told of them. Pure.
 */
record Recasting(Coordinator coordinator) {
    /** What a sentence that is whole may end with. */
    private static final String ENDS = ".!?…。！？:;\"'”’»)]*_`~|";

    /** How often the same model is tried again that broke off, while there is another one. */
    private static final int SAME_AGAIN = 1;

    /** The lost attempt's end and the next one's beginning; empty where the turn has to fail. */
    Optional<List<ConversationEvent>> instead(Transcript transcript, Piece.Broken broken, Instant now) {
        OpenTurn open = transcript.openTurn().orElseThrow();
        Optional<Participant> speaker = transcript.participant(open.speaker());
        if (!(broken.failure() instanceof ModelFailure failure) || speaker.isEmpty()) return Optional.empty();
        if (open.attempt() >= coordinator.settings().attempts()) return Optional.empty();
        boolean seen = broken.usage().outputTokens() > 0;
        boolean heard = seen && !(open.text().isEmpty() && !open.uses().isEmpty());
        if (heard && !(transcript.rules().splice() && mends(failure))) return Optional.empty();
        Lost lost = new Lost(transcript, open, speaker.get(), broken, failure, seen);
        List<ModelRef> rest = after(open.model(), chain(speaker.get().casting()));
        return (heard ? again(open, rest) : rest.stream())
                .flatMap(it -> next(lost, it, now).stream())
                .findFirst();
    }

    private record Lost(
            Transcript transcript,
            OpenTurn open,
            Participant speaker,
            Piece.Broken broken,
            ModelFailure failure,
            boolean seen) {
        /** How much of the text a model that can go on from it finds: a sentence that was cut short is struck. */
        int standing() {
            int length = open.text().length();
            if (!seen || open.sentences().isEmpty()) return length;
            String last = open.sentences().getLast();
            String bare = last.strip();
            boolean whole = bare.isEmpty() || ENDS.indexOf(bare.charAt(bare.length() - 1)) >= 0;
            return whole ? length : length - last.length();
        }

        ConversationEvent.TurnSuperseded superseded(int kept, Instant now) {
            long wasted = seen ? Endings.cost(open, broken.usage()) : 0;
            return new ConversationEvent.TurnSuperseded(open.turn(), open.attempt(), kept, wasted, why(), false, now);
        }

        String why() {
            return failure.code() + ": " + failure.getMessage();
        }
    }

    private static boolean mends(ModelFailure failure) {
        return switch (failure) {
            case ModelFailure.CutOff _, ModelFailure.Malformed _, ModelFailure.Unavailable _ -> true;
            case ModelFailure.Refused _, ModelFailure.Throttled _ -> false;
        };
    }

    /** The models that a speaker may think with, as this server knows them, best first. */
    private List<ModelRef> chain(Casting casting) {
        return Stream.concat(Stream.of(casting.model()), casting.fallbacks().stream())
                .flatMap(it -> coordinator.endings().known(it).stream())
                .map(ModelInfo::ref)
                .distinct()
                .toList();
    }

    private static List<ModelRef> after(ModelRef model, List<ModelRef> chain) {
        return chain.subList(chain.indexOf(model) + 1, chain.size());
    }

    private static Stream<ModelRef> again(OpenTurn open, List<ModelRef> rest) {
        long lost = open.wasted().stream()
                .filter(it -> open.model().equals(it.model()))
                .count();
        List<ModelRef> models = new ArrayList<>(rest);
        if (lost < SAME_AGAIN || rest.isEmpty()) models.addFirst(open.model());
        return models.stream();
    }

    /** Empty where this model cannot take over. */
    private Optional<List<ConversationEvent>> next(Lost lost, ModelRef model, Instant now) {
        boolean same = model.equals(lost.open.model());
        Optional<ModelInfo> info = coordinator.endings().known(model);
        boolean used = !lost.open.uses().isEmpty();
        if (info.isEmpty() || (used && !info.get().takesTools())) return Optional.empty();
        int kept = info.get().prefill() && !used ? lost.standing() : 0;
        ConversationEvent.TurnSuperseded superseded = lost.superseded(kept, now);
        Choice why = new Choice(same ? "splice" : "fallback", List.of(lost.open.speaker()), lost.why(), 0);
        Transcript struck = lost.transcript.after(superseded);
        try {
            return Optional.of(List.of(
                    superseded,
                    same
                            ? coordinator.attempts().anew(struck, lost.open, why, kept, now)
                            : coordinator.beginning().recast(struck, lost.speaker, why, info.get(), kept, now)));
        } catch (Refusal no) {
            return Optional.empty();
        }
    }
}
