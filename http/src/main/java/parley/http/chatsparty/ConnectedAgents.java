package parley.http.chatsparty;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.UserId;

/** The agents that think through a connection. */
final class ConnectedAgents {
    private final AgentCastings castings;
    private final AgentBook book;
    private final AgentAnswers answers;

    ConnectedAgents(AgentCastings castings, AgentBook book, AgentAnswers answers) {
        this.castings = castings;
        this.book = book;
        this.answers = answers;
    }

    record Found(boolean success, List<AgentAnswer> data) {}

    /** Those of the user; NOT_FOUND where the connection is not the user's. */
    CompletionStage<Found> of(UserId user, String connection) {
        AgentQuery query = AgentQuery.through(connection);
        return castings.known(user, connection)
                .thenCompose(_ -> book.all(user))
                .thenCompose(
                        all -> answers.of(user, all.stream().filter(query::fits).toList()))
                .thenApply(it -> new Found(true, it));
    }
}
