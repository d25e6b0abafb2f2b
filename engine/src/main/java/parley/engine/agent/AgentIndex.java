package parley.engine.agent;

import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Lists agents. A list read right after a write shows it. */
public interface AgentIndex {
    /** The agents of one owner that are not retired, by time of making; of cards only the beginning is told, see {@link Casting#brief}. */
    CompletionStage<Page<AgentProfile>> agents(UserId owner, Page.Request page);

    /** Those of them that are characters, as far as a list shows them. */
    CompletionStage<Page<CharacterProfile>> characters(UserId owner, CharacterQuery query);
}
