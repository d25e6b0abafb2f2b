package parley.http.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.CharacterProfile;
import parley.engine.agent.CharacterQuery;
import parley.engine.agent.CharacterQuery.Order;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;

/** Which characters a query asks for: up to two pages of the list at once. */
record CharacterQueries(
        @Nullable String tag, @Nullable String search, Order order, boolean rising, int page, int limit) {
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final int LAST = 1_000_000;

    CharacterQueries {
        if (page < 1 || page > LAST) throw Refusal.invalid("page must be 1 to " + LAST);
        if (limit < 1 || limit > MOST) throw Refusal.invalid("limit must be 1 to " + MOST);
    }

    static CharacterQueries of(Map<String, String> asked) {
        String sort = asked.getOrDefault("sort", "-createdAt");
        Order order = switch (sort.startsWith("-") ? sort.substring(1) : sort) {
            case "name" -> Order.NAME;
            case "createdAt" -> Order.CREATED;
            case "updatedAt" -> Order.UPDATED;
            default ->
                throw Refusal.invalid(
                        "sort must be one of name, createdAt, updatedAt, with - before it to turn it round");
        };
        return new CharacterQueries(
                asked.get("tag"),
                asked.get("search"),
                order,
                !sort.startsWith("-"),
                number("page", asked.get("page"), 1),
                number("limit", asked.get("limit"), USUAL));
    }

    private static int number(String what, @Nullable String text, int usual) {
        try {
            return text == null ? usual : Integer.parseInt(text);
        } catch (NumberFormatException strange) {
            throw Refusal.invalid(what + " must be a whole number");
        }
    }

    /** The page, put together out of as many of the list's own pages as it takes. */
    CompletionStage<Listing<CharacterLine>> page(
            Function<CharacterQuery, CompletionStage<Page<CharacterProfile>>> list) {
        if (limit <= Page.MOST)
            return list.apply(query(page, limit)).thenApply(it -> Listing.of(it, CharacterLine::of));
        long from = (page - 1L) * limit;
        int first = (int) (from / Page.MOST) + 1;
        int last = (int) ((from + limit - 1) / Page.MOST) + 1;
        CompletionStage<List<Page<CharacterProfile>>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (int at = first; at <= last; at++) {
            CharacterQuery next = query(at, Page.MOST);
            all = all.thenCompose(pages -> list.apply(next).thenApply(it -> {
                pages.add(it);
                return pages;
            }));
        }
        long skipped = from - (first - 1L) * Page.MOST;
        return all.thenApply(pages -> new Listing<>(
                pages.stream()
                        .flatMap(it -> it.items().stream())
                        .skip(skipped)
                        .limit(limit)
                        .map(CharacterLine::of)
                        .toList(),
                pages.getFirst().total(),
                page,
                limit));
    }

    private CharacterQuery query(int number, int most) {
        return new CharacterQuery(tag, search, order, new Page.Request(number, most, rising));
    }
}
