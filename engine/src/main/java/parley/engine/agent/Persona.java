package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who an agent is: a plain prompt now; a character card is another member of this family. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Persona.Plain.class, name = "plain"))
public sealed interface Persona {
    /** A description in the writer's own words, given to the model as its system prompt. */
    record Plain(String prompt) implements Persona {}
}
