package parley.engine.lore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In whose name a text stands in a prompt. */
public enum Role {
    /** Nobody's: it is told to the model about the talk. */
    @JsonProperty("system")
    SYSTEM,
    /** A person's. */
    @JsonProperty("user")
    USER,
    /** The character's. */
    @JsonProperty("assistant")
    ASSISTANT
}
