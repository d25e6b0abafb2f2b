package parley.http.chatsparty;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;
import parley.engine.ledger.Selection;

/**
 * Which transactions a client asks for.
 *
 * @param wrapped whether it asks in the later era's way and so expects the total, too
 */
record CreditQuery(Selection selection, long offset, int limit, boolean oldestFirst, boolean wrapped) {
    private static final int USUAL = 50;
    private static final long MOST_OFFSET = 1_000_000;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Set<String> LATER =
            Set.of("startDate", "endDate", "transactionType", "reason", "orderBy", "orderDirection");

    static CreditQuery of(Map<String, String> asked) {
        String type = given(asked, "transactionType");
        Selection selection = new Selection(
                type == null ? Set.of() : CreditLine.types(type),
                given(asked, "reason"),
                time(asked, "startDate"),
                time(asked, "endDate"));
        checkOrder(asked);
        return new CreditQuery(
                selection,
                number(asked, "offset", 0, 0, MOST_OFFSET),
                (int) Math.min(Page.MOST, number(asked, "limit", USUAL, 1, MOST_OFFSET)),
                "asc".equals(given(asked, "orderDirection")),
                asked.keySet().stream().anyMatch(LATER::contains));
    }

    private static void checkOrder(Map<String, String> asked) {
        String by = given(asked, "orderBy");
        if (by != null && !by.equals("createdAt") && !by.equals("created_at"))
            throw Refusal.invalid("orderBy must be createdAt");
        String direction = given(asked, "orderDirection");
        if (direction != null && !direction.equals("asc") && !direction.equals("desc"))
            throw Refusal.invalid("orderDirection must be asc or desc");
    }

    /** The pages of a list that together hold what is asked for. */
    Page.Request page(int following) {
        return new Page.Request((int) (offset / limit) + 1 + following, limit, oldestFirst);
    }

    /** How much of the first page comes before it. */
    int skipped() {
        return (int) (offset % limit);
    }

    static @Nullable Instant time(Map<String, String> asked, String name) {
        String text = given(asked, name);
        if (text == null) return null;
        try {
            Instant time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) return time;
        } catch (DateTimeException strange) {
            throw wrong(name);
        }
        throw wrong(name);
    }

    private static Refusal wrong(String name) {
        return Refusal.invalid(name + " must be a date such as 2026-11-21 or a time such as 2026-11-21T08:00:00Z");
    }

    private static long number(Map<String, String> asked, String name, long usual, long least, long most) {
        String text = given(asked, name);
        if (text == null) return usual;
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException strange) {
            throw Refusal.invalid(name + " must be a number");
        }
        throw Refusal.invalid(name + " must be " + least + " to " + most);
    }

    private static @Nullable String given(Map<String, String> asked, String name) {
        return SignIns.given(asked.get(name));
    }
}
