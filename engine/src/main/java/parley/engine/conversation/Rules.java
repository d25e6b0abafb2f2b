package parley.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import parley.engine.floor.Limit;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.Message;
import parley.engine.llm.ModelRef;

/**
 * What a room has agreed on.
 *
 * @param speakers who speaks next
 * @param until when a round ends, beside the turns that were asked for; absent where only those count
 * @param whenBusy what becomes of a message that comes while a round runs
 * @param approval whether a person approves each turn before it begins
 * @param summarizer the model that condenses what falls out of a window; absent for the speaker's own
 * @param splice whether a reply whose model broke off goes on with another attempt
 */
public record Rules(
        SpeakerRule speakers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Limit until,
        WhenBusy whenBusy,
        boolean approval,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ModelRef summarizer,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean splice)
        implements Message {
    /** Everybody in turn, until as many turns have ended as were asked for; one message at a time. */
    public static final Rules USUAL = new Rules(new SpeakerRule.RoundRobin(), null, WhenBusy.REJECT, false, null);

    /** Where a reply that breaks off fails. */
    public Rules(
            SpeakerRule speakers,
            @Nullable Limit until,
            WhenBusy whenBusy,
            boolean approval,
            @Nullable ModelRef summarizer) {
        this(speakers, until, whenBusy, approval, summarizer, false);
    }

    /** What becomes of a message that comes while a round runs. Each of them is durable once it is answered. */
    public enum WhenBusy {
        /** It is refused. */
        @JsonProperty("reject")
        REJECT,
        /** It waits for the round to end, and begins the next one. */
        @JsonProperty("queue")
        QUEUE,
        /** It is said at once and heard by whoever speaks next; the round goes on. */
        @JsonProperty("interject")
        INTERJECT,
        /** It stops the round; what was said stays. */
        @JsonProperty("interrupt")
        INTERRUPT,
        /** It stops the round and takes its place: the round and its message leave the chosen branch. */
        @JsonProperty("roll-back")
        ROLL_BACK;

        boolean stops() {
            return this == INTERRUPT || this == ROLL_BACK;
        }
    }
}
