package parley.http.chatsparty;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.market.OfferIndex;

/** Which agents on offer a client wants to see; told again in the answer. */
record MarketplaceQuery(
        @Nullable String category,
        List<String> tags,
        @Nullable Double minRating,
        @Nullable String search,
        String sortBy,
        String sortOrder) {
    private static final int USUAL = 20;
    private static final int MOST_PAGES = 100_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST = 200;
    private static final double MOST_STARS = 5;

    /** Reads the filters; a list comes as the parameter many times over, with or without brackets. */
    static MarketplaceQuery of(Map<String, List<String>> parameters) {
        Asked asked = asked(parameters);
        List<String> tags = Stream.of("tags", "tags[]")
                .flatMap(it -> parameters.getOrDefault(it, List.of()).stream())
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it -> Asked.checked("tags", it))
                .distinct()
                .toList();
        if (tags.size() > MOST_TAGS) throw Refusal.invalid("tags must be at most " + MOST_TAGS);
        String sortBy = asked.text("sortBy", "sort_by");
        String sortOrder = asked.text("sortOrder", "sort_order");
        return new MarketplaceQuery(
                shortText("category", asked.text("category")),
                tags,
                rating(asked.text("minRating", "min_rating")),
                shortText("search", asked.text("search")),
                one("sortBy", sortBy, List.of("popular", "rating", "newest", "name")),
                one("sortOrder", sortOrder, List.of("desc", "asc")));
    }

    /** Reads the page. */
    static Page.Request page(Map<String, List<String>> parameters, MarketplaceQuery query) {
        Asked asked = asked(parameters);
        return new Page.Request(
                asked.number("page", 1, MOST_PAGES),
                asked.number("limit", USUAL, Page.MOST),
                query.sortOrder.equals("asc"));
    }

    OfferIndex.Query query(Page.Request page) {
        OfferIndex.Order order = switch (sortBy) {
            case "rating" -> OfferIndex.Order.RATING;
            case "newest" -> OfferIndex.Order.NEWEST;
            case "name" -> OfferIndex.Order.NAME;
            default -> OfferIndex.Order.POPULAR;
        };
        return new OfferIndex.Query(page, order, category, tags, minRating == null ? 0 : minRating, search);
    }

    private static Asked asked(Map<String, List<String>> parameters) {
        Map<String, String> firsts = new HashMap<>();
        parameters.forEach((name, values) -> firsts.put(name, values.isEmpty() ? "" : values.getFirst()));
        return new Asked(firsts);
    }

    private static @Nullable String shortText(String what, @Nullable String text) {
        if (text != null && text.length() > LONGEST)
            throw Refusal.invalid(what + " must be at most " + LONGEST + " characters");
        return text;
    }

    private static @Nullable Double rating(@Nullable String text) {
        if (text == null) return null;
        try {
            double least = Double.parseDouble(text);
            if (least >= 0 && least <= MOST_STARS) return least;
        } catch (NumberFormatException _) {
            // Told below in the same words.
        }
        throw Refusal.invalid("minRating must be a number from 0 to 5");
    }

    private static String one(String what, @Nullable String text, List<String> words) {
        String word = text == null ? words.getFirst() : text.toLowerCase(Locale.ROOT);
        if (words.contains(word)) return word;
        throw Refusal.invalid(what + " must be one of " + String.join(", ", words));
    }
}
