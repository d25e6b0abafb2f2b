package parley.engine.floor;

import java.util.List;
import parley.engine.agent.AgentId;
import parley.engine.llm.ModelRef;

/** What a speaker rule says to a floor. */
public sealed interface Decision {
    /** This one speaks. */
    record Speaks(AgentId agent, Choice why) implements Decision {}

    /** A model is to choose among these; see {@link Supervision}. */
    record Asks(ModelRef model, List<AgentId> candidates, String instruction, int tries) implements Decision {
        public Asks {
            candidates = List.copyOf(candidates);
        }
    }

    /** Nobody speaks until somebody is called. */
    record Waits() implements Decision {}

    /** The rule has nobody left to call: the round is over. */
    record Ends(String reason) implements Decision {}
}
