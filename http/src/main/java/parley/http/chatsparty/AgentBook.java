package parley.http.chatsparty;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;

/** All agents of a user, and whether there may be one more. */
final class AgentBook {
    private final AgentIndex index;
    private final int most;

    AgentBook(AgentIndex index, int most) {
        this.index = index;
        this.most = most;
    }

    /** Every agent, oldest first; no more than a user may have. */
    CompletionStage<List<AgentProfile>> all(UserId user) {
        return all(user, 1, List.of());
    }

    private CompletionStage<List<AgentProfile>> all(UserId user, int page, List<AgentProfile> before) {
        return index.agents(user, new Page.Request(page, Page.MOST, true)).thenCompose(it -> {
            List<AgentProfile> sofar = Stream.concat(before.stream(), it.items().stream())
                    .limit(most)
                    .toList();
            boolean done = it.items().size() < Page.MOST || sofar.size() >= most;
            return done ? CompletableFuture.completedFuture(sofar) : all(user, page + 1, sofar);
        });
    }

    /** Fails where the user has as many as there may be. */
    CompletionStage<UserId> room(UserId user) {
        return index.agents(user, new Page.Request(1, 1, true)).thenApply(it -> {
            if (it.total() >= most) throw Refusal.invalid("Maximum number of agents (" + most + ") reached");
            return user;
        });
    }
}
