package parley.http.chatsparty;

import java.util.List;

/** A list of agents, as each of the later eras had it. */
record AgentPage(List<AgentAnswer> agents, Pagination pagination, boolean success, Wrapped data) {
    /** Which part of the list. */
    record Pagination(int page, int limit, long total, long pages) {
        static Pagination of(int page, int limit, long total) {
            return new Pagination(page, limit, total, Math.ceilDiv(total, limit));
        }
    }

    /** The same as the second era wrapped it. */
    record Wrapped(List<AgentAnswer> agents, long total, int page, int limit) {}

    static AgentPage of(List<AgentAnswer> agents, AgentQuery query, int total) {
        return new AgentPage(
                agents,
                Pagination.of(query.page(), query.limit(), total),
                true,
                new Wrapped(agents, total, query.page(), query.limit()));
    }
}
