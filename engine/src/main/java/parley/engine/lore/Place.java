package parley.engine.lore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an entry stands in a prompt. */
public enum Place {
    @JsonProperty("before_char")
    BEFORE_CHARACTER,
    @JsonProperty("after_char")
    AFTER_CHARACTER,
    /** Above the author's note. */
    @JsonProperty("note_top")
    NOTE_TOP,
    /** Below the author's note. */
    @JsonProperty("note_bottom")
    NOTE_BOTTOM,
    /** So many messages from the newest; 0 is after it. */
    @JsonProperty("at_depth")
    AT_DEPTH,
    /** So many messages from the oldest. */
    @JsonProperty("at_reverse_depth")
    AT_REVERSE_DEPTH,
    @JsonProperty("before_examples")
    BEFORE_EXAMPLES,
    @JsonProperty("after_examples")
    AFTER_EXAMPLES,
    /** Only where a macro asks for it by its outlet's name. */
    @JsonProperty("outlet")
    OUTLET,
    /** With the character's personality. */
    @JsonProperty("personality")
    PERSONALITY,
    /** With the scenario. */
    @JsonProperty("scenario")
    SCENARIO
}
