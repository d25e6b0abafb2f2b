package parley.engine.agent;

import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Lists agents. A list read right after a write shows it. */
public interface AgentIndex {
    /** The agents of one owner that are not retired, by time of making. */
    CompletionStage<Page<AgentProfile>> agents(UserId owner, Page.Request page);
}
