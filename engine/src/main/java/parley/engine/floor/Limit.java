package parley.engine.floor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;

/**
 * When a round has had enough. In JSON {@code limit} names the member; a field that may be left out has the default told
 * here. Settings beyond their caps are refused as INVALID.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "limit")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Limit.Turns.class, name = "turns"),
    @JsonSubTypes.Type(value = Limit.Everyone.class, name = "everyone"),
    @JsonSubTypes.Type(value = Limit.Tokens.class, name = "tokens"),
    @JsonSubTypes.Type(value = Limit.Credits.class, name = "credits"),
    @JsonSubTypes.Type(value = Limit.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Limit.Phrase.class, name = "phrase"),
    @JsonSubTypes.Type(value = Limit.Mention.class, name = "mention"),
    @JsonSubTypes.Type(value = Limit.Silence.class, name = "silence"),
    @JsonSubTypes.Type(value = Limit.Repetition.class, name = "repetition"),
    @JsonSubTypes.Type(value = Limit.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = Limit.Any.class, name = "any"),
    @JsonSubTypes.Type(value = Limit.All.class, name = "all"),
})
public sealed interface Limit {
    /**
     * A limit that was reached.
     *
     * @param limit the name of the member in JSON
     * @param reason one sentence for people
     */
    record Reached(String limit, String reason) {}

    /** Whether the round has had enough. */
    default Optional<Reached> reached(Floor floor) {
        return Reckoning.reached(this, floor);
    }

    /** Whether the supervising model is to be asked now: its word is due, and "done" would end the round. */
    default boolean wantsJudge(Floor floor) {
        return Reckoning.wantsJudge(this, floor);
    }

    /** What the supervising model is asked, where this limit listens to one. */
    default Optional<Judged> judge() {
        return Reckoning.judge(this);
    }

    /** Tokens that the round may still write; {@link Long#MAX_VALUE} where nothing bounds them. */
    default long tokensLeft(Floor floor) {
        return Reckoning.tokensLeft(this, floor);
    }

    /** Credits that the round may still cost; {@link Long#MAX_VALUE} where nothing bounds them. */
    default long creditsLeft(Floor floor) {
        return Reckoning.creditsLeft(this, floor);
    }

    /** How long the round may still run; empty where nothing bounds it. */
    default Optional<Duration> timeLeft(Floor floor) {
        return Reckoning.timeLeft(this, floor);
    }

    /** So many turns. */
    record Turns(int most) implements Limit {
        public Turns {
            Caps.positive("turns.most", most);
        }

        @JsonCreator
        static Turns of(@JsonProperty("most") @Nullable Integer most) {
            return new Turns(most == null ? 0 : most);
        }
    }

    /** Everybody who may speak has spoken so often, once where not given: so many turns as there are seats, and again. */
    record Everyone(int times) implements Limit {
        public Everyone {
            Caps.times("everyone.times", times);
        }

        @JsonCreator
        static Everyone of(@JsonProperty("times") @Nullable Integer times) {
            return new Everyone(times == null ? 1 : times);
        }
    }

    /** So many tokens written. */
    record Tokens(long most) implements Limit {
        public Tokens {
            Caps.positive("tokens.most", most);
        }

        @JsonCreator
        static Tokens of(@JsonProperty("most") @Nullable Long most) {
            return new Tokens(most == null ? 0 : most);
        }
    }

    /** So many credits charged. */
    record Credits(long most) implements Limit {
        public Credits {
            Caps.positive("credits.most", most);
        }

        @JsonCreator
        static Credits of(@JsonProperty("most") @Nullable Long most) {
            return new Credits(most == null ? 0 : most);
        }
    }

    /** So long, from a second to a year, pauses left out; an ISO-8601 duration in JSON. */
    record Time(
            @JsonSerialize(using = ToStringSerializer.class) Duration most) implements Limit {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(365);

        public Time {
            if (most.compareTo(SHORTEST) < 0 || most.compareTo(LONGEST) > 0)
                throw Refusal.invalid("time.most must be 1 second to 365 days");
        }

        @JsonCreator
        static Time of(@JsonProperty("most") @Nullable String most) {
            return new Time(Reckoning.duration(most));
        }
    }

    /** An agent said this in the round, in whole words and whatever case. */
    record Phrase(String text) implements Limit {
        public Phrase {
            text = Caps.text("phrase.text", text);
            if (Reading.of(text).tokens().isEmpty()) throw Refusal.invalid("phrase.text must be readable");
        }
    }

    /** Somebody of this name, a person for instance, was addressed by another in the round. */
    record Mention(String name) implements Limit {
        public Mention {
            name = Caps.text("mention.name", name);
        }
    }

    /** So many turns in a row that said nothing, two where not given. */
    record Silence(int turns) implements Limit {
        private static final int TURNS = 2;

        public Silence {
            Caps.times("silence.turns", turns);
        }

        @JsonCreator
        static Silence of(@JsonProperty("turns") @Nullable Integer turns) {
            return new Silence(turns == null ? TURNS : turns);
        }
    }

    /**
     * The agents go round in circles: so many of the latest replies were said before, or two of them keep saying the
     * same pair.
     *
     * @param similarity from which likeness on a reply counts as said before, 0 to 1; 0.9 where not given
     * @param times how many such replies; 1 where not given
     */
    record Repetition(double similarity, int times) implements Limit {
        private static final double SIMILARITY = 0.9;

        public Repetition {
            Caps.fraction("repetition.similarity", similarity);
            Caps.times("repetition.times", times);
        }

        @JsonCreator
        static Repetition of(
                @JsonProperty("similarity") @Nullable Double similarity,
                @JsonProperty("times") @Nullable Integer times) {
            return new Repetition(similarity == null ? SIMILARITY : similarity, times == null ? 1 : times);
        }
    }

    /**
     * A supervising model said that it is done.
     *
     * @param model {@link ModelRef#DEFAULT} where none is given
     * @param question yes means done; {@link #QUESTION} where none is given
     * @param every after how many turns it is asked again; 1 where not given
     */
    record Judged(ModelRef model, String question, int every) implements Limit {
        /** What is asked where nothing is said. */
        public static final String QUESTION = "Has the conversation reached its goal or come to its natural end?";

        public Judged {
            question = Caps.text("judged.question", question);
            Caps.times("judged.every", every);
        }

        @JsonCreator
        static Judged of(
                @JsonProperty("model") @Nullable ModelRef model,
                @JsonProperty("question") @Nullable String question,
                @JsonProperty("every") @Nullable Integer every) {
            return new Judged(
                    model == null ? ModelRef.DEFAULT : model,
                    question == null ? QUESTION : question,
                    every == null ? 1 : every);
        }
    }

    /** The first of them that is reached. */
    record Any(List<Limit> of) implements Limit {
        public Any {
            of = Caps.items("any.of", of, Caps.NODES);
            Reckoning.check(of);
        }
    }

    /** All of them together. */
    record All(List<Limit> of) implements Limit {
        public All {
            of = Caps.items("all.of", of, Caps.NODES);
            Reckoning.check(of);
        }
    }
}
