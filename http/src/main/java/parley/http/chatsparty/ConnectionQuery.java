package parley.http.chatsparty;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;

/**
 * Which connections a client wants to see. Nobody has more than a page of them; the oldest are first, unless something
 * else is said, as the clients of the first era show them in the order in which they come.
 */
record ConnectionQuery(ConnectionIndex.Query query, int offset, int limit) {
    static ConnectionQuery of(Map<String, String> asked) {
        Boolean active = truth("isActive", asked.getOrDefault("isActive", asked.get("is_active")));
        Boolean all = truth("includeInactive", asked.get("includeInactive"));
        ConnectionIndex.Query query = new ConnectionIndex.Query(
                new Page.Request(1, Page.MOST, !"desc".equals(lower(asked.get("orderDirection")))),
                order(asked.get("orderBy")),
                asked.get("provider"),
                active != null ? active : Boolean.FALSE.equals(all) ? Boolean.TRUE : null,
                Boolean.TRUE.equals(truth("onlyDefaults", asked.get("onlyDefaults"))));
        return new ConnectionQuery(
                query,
                number("offset", asked.get("offset"), 0, Integer.MAX_VALUE),
                number("limit", asked.get("limit"), Page.MOST, Page.MOST));
    }

    ConnectionQuery activeOnly() {
        ConnectionIndex.Query it = query;
        return new ConnectionQuery(
                new ConnectionIndex.Query(it.page(), it.order(), it.provider(), true, it.preferredOnly()),
                offset,
                limit);
    }

    /** Whoever asks for something particular, or for a later page, does not ask for the platform's. */
    boolean forAny() {
        return query.provider() == null && !Boolean.FALSE.equals(query.active()) && offset == 0;
    }

    /** Those on the page that was asked for. */
    List<ConnectionProfile> page(List<ConnectionProfile> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    private static ConnectionIndex.Order order(@Nullable String by) {
        return switch (by == null ? "createdat" : lower(by).replace("_", "")) {
            case "updatedat" -> ConnectionIndex.Order.UPDATED;
            case "name" -> ConnectionIndex.Order.NAME;
            default -> ConnectionIndex.Order.CREATED;
        };
    }

    private static int number(String what, @Nullable String text, int usual, int most) {
        if (text == null || text.isBlank()) return usual;
        try {
            return Math.clamp(Long.parseLong(text.strip()), 0, most);
        } catch (NumberFormatException _) {
            throw Refusal.invalid(what + " must be a number");
        }
    }

    private static @Nullable Boolean truth(String what, @Nullable String text) {
        return switch (lower(text)) {
            case "" -> null;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.invalid(what + " must be true or false");
        };
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
