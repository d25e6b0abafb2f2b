package parley.engine.floor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;

/**
 * Who speaks next in a room. In JSON {@code rule} names the member; a field that may be left out has the default told
 * here. Settings beyond their caps are refused as INVALID.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SpeakerRule.RoundRobin.class, name = "round-robin"),
    @JsonSubTypes.Type(value = SpeakerRule.Mention.class, name = "mention"),
    @JsonSubTypes.Type(value = SpeakerRule.Weighted.class, name = "weighted"),
    @JsonSubTypes.Type(value = SpeakerRule.Pooled.class, name = "pooled"),
    @JsonSubTypes.Type(value = SpeakerRule.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = SpeakerRule.Scripted.class, name = "scripted"),
    @JsonSubTypes.Type(value = SpeakerRule.Model.class, name = "model"),
})
public sealed interface SpeakerRule {
    /** What the rule says to a floor; always the same to the same floor. */
    default Decision decide(Floor floor) {
        if (floor.seats().isEmpty()) return new Decision.Ends("nobody may speak: all agents are muted");
        return switch (this) {
            case RoundRobin _ -> InTurn.next(floor);
            case Mention it -> Answering.next(floor, it.otherwise);
            case Weighted it -> Chance.weighted(floor, it);
            case Pooled _ -> Chance.pooled(floor);
            case Manual _ -> new Decision.Waits();
            case Scripted it -> Script.next(floor, it);
            case Model it -> it.next(floor);
        };
    }

    /** Everybody in turn, in the order they sit, going on after the last agent who spoke, in whatever round. */
    record RoundRobin() implements SpeakerRule {}

    /**
     * Whoever was addressed answers: {@code @name}, {@code @"full name"}, {@code Ada, ...}, {@code Ada: ...} or
     * {@code ..., Ada?}. Where nobody is, the other rule decides; round robin where none is given.
     */
    record Mention(SpeakerRule otherwise) implements SpeakerRule {
        public Mention {
            if (depth(otherwise) >= Caps.DEPTH)
                throw Refusal.invalid("speaker rules must be nested at most " + Caps.DEPTH + " deep");
        }

        @JsonCreator
        static Mention of(@JsonProperty("otherwise") @Nullable SpeakerRule otherwise) {
            return new Mention(otherwise == null ? new RoundRobin() : otherwise);
        }

        private static int depth(SpeakerRule rule) {
            return rule instanceof Mention mention ? 1 + depth(mention.otherwise) : 1;
        }
    }

    /**
     * A draw in which everybody has as many lots as he is talkative, the last speaker none unless alone.
     *
     * @param weights talkativeness by agent, 0 to 1; an agent that is not named has {@link #TALKATIVENESS}
     */
    record Weighted(Map<AgentId, Double> weights) implements SpeakerRule {
        /** How talkative an agent is of whom nothing is said. */
        public static final double TALKATIVENESS = 0.5;

        public Weighted {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            if (weights.size() > Caps.AGENTS)
                throw Refusal.invalid("weights must name at most " + Caps.AGENTS + " agents");
            weights.forEach((agent, weight) -> {
                if (weight == null) throw Refusal.invalid("the weight of " + agent + " must be 0 to 1");
                Caps.fraction("the weight of " + agent, weight);
            });
        }

        @JsonCreator
        static Weighted of(@JsonProperty("weights") @Nullable Map<AgentId, Double> weights) {
            return new Weighted(weights == null ? Map.of() : weights);
        }

        double of(AgentId agent) {
            return weights.getOrDefault(agent, TALKATIVENESS);
        }
    }

    /** Everybody once in an order drawn by lot, then everybody again; nobody twice in a row unless alone. */
    record Pooled() implements SpeakerRule {}

    /** Nobody speaks who is not called. */
    record Manual() implements SpeakerRule {}

    /**
     * A written order for each round. Who may not speak is passed over; at the end the round ends, or, where the script
     * repeats, begins again. An agent that was called out of turn uses up none of the script.
     */
    record Scripted(List<AgentId> order, boolean repeat) implements SpeakerRule {
        public Scripted {
            order = Caps.items("order", order, Caps.AGENTS);
            if (order.isEmpty()) throw Refusal.invalid("order must name at least one agent");
        }

        @JsonCreator
        static Scripted of(
                @JsonProperty("order") @Nullable List<AgentId> order,
                @JsonProperty("repeat") @Nullable Boolean repeat) {
            return new Scripted(order == null ? List.of() : order, repeat != null && repeat);
        }
    }

    /**
     * A supervising model chooses among all but the last speaker.
     *
     * @param model {@link ModelRef#DEFAULT} where none is given
     * @param instruction what it is told besides; may be empty
     * @param tries how often it is asked before round robin decides, 1 to 5; {@link #TRIES} where not given
     */
    record Model(ModelRef model, String instruction, int tries) implements SpeakerRule {
        /** How often a model is asked where nothing is said. */
        public static final int TRIES = 3;

        private static final int MOST_TRIES = 5;

        public Model {
            Caps.bounded("instruction", instruction);
            Caps.within("tries", tries, MOST_TRIES);
        }

        @JsonCreator
        static Model of(
                @JsonProperty("model") @Nullable ModelRef model,
                @JsonProperty("instruction") @Nullable String instruction,
                @JsonProperty("tries") @Nullable Integer tries) {
            return new Model(
                    model == null ? ModelRef.DEFAULT : model,
                    instruction == null ? "" : instruction,
                    tries == null ? TRIES : tries);
        }

        private Decision next(Floor floor) {
            List<Floor.Seat> candidates = Seating.othersThanLast(floor);
            if (candidates.size() > 1) return new Decision.Asks(model, Seating.agents(candidates), instruction, tries);
            Floor.Seat only = candidates.getFirst();
            return Seating.speaks("model", candidates, only, only.name() + " is the only one who may speak next", 0);
        }
    }
}
