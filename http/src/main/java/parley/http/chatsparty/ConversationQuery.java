package parley.http.chatsparty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationSummary;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.Page;
import parley.engine.kernel.Refusal;

/**
 * Which conversations a client wants to see, newest change first.
 *
 * @param agent one that sits in them
 * @param since when they began at the earliest, and
 * @param until before when
 * @param search what is in the title or in what was said, in lower case
 */
record ConversationQuery(
        int page,
        int limit,
        @Nullable String agent,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String search) {
    private static final int MOST_PAGES = 10_000;

    static ConversationQuery of(Map<String, String> asked) {
        String search = word(asked, "search", "search");
        return new ConversationQuery(
                number(asked, "page", 1, MOST_PAGES),
                number(asked, "limit", Page.MOST, Page.MOST),
                word(asked, "agentId", "agent_id"),
                time(word(asked, "startDate", "start_date"), 0),
                time(word(asked, "endDate", "end_date"), 1),
                search == null ? null : search.toLowerCase(Locale.ROOT));
    }

    /** Whether some are left out that a list alone can tell. */
    boolean narrow() {
        return agent != null || since != null || until != null || search != null;
    }

    Page.Request request() {
        return new Page.Request(page, limit, false);
    }

    boolean fits(ConversationSummary it) {
        return (since == null || !it.createdAt().isBefore(since))
                && (until == null || it.createdAt().isBefore(until));
    }

    boolean fits(ConversationView it) {
        return (agent == null
                        || it.participants().stream()
                                .anyMatch(sits -> sits.agent().value().equals(agent)))
                && (search == null || holds(it, search));
    }

    private static boolean holds(ConversationView it, String words) {
        return it.title().toLowerCase(Locale.ROOT).contains(words)
                || MessageAnswer.of(it).stream()
                        .anyMatch(
                                said -> said.message().toLowerCase(Locale.ROOT).contains(words));
    }

    private static @Nullable String word(Map<String, String> asked, String camel, String snake) {
        String text = asked.getOrDefault(camel, asked.getOrDefault(snake, "")).strip();
        return text.isEmpty() ? null : text;
    }

    private static int number(Map<String, String> asked, String what, int usual, int most) {
        String text = word(asked, what, what);
        try {
            return text == null ? usual : Math.clamp(Long.parseLong(text), 1, most);
        } catch (NumberFormatException _) {
            throw Refusal.invalid(what + " must be a whole number");
        }
    }

    /** A day stands for its beginning, or for that of one so many days later. */
    private static @Nullable Instant time(@Nullable String text, int days) {
        if (text == null) return null;
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                    : LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException _) {
            throw Refusal.invalid("a date must look like 2026-11-21 or 2026-11-21T12:00:00Z");
        }
    }
}
