package parley.engine.lore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The decorators at the head of an entry's content (Character Card V3, Decorators), and the content without them.
 *
 * <p>A line {@code @@@name} counts only where the line above it was not understood. Those that speak of tokens instead of
 * messages, of icons and of the person's own prompts are not understood here: a chat has no use for them.
 *
 * @param values of each decorator that was understood, the values in the order given
 */
record Decorators(String content, Map<String, List<String>> values) {
    private static final Pattern LINE = Pattern.compile("(@{2,})([A-Za-z0-9_]+)(?:[ \\t:]+(.*))?");
    private static final Set<String> NUMBERS = Set.of(
            "depth",
            "reverse_depth",
            "scan_depth",
            "activate_only_after",
            "activate_only_every",
            "is_greeting",
            "probability",
            "priority");
    private static final Set<String> FLAGS = Set.of(
            "keep_activate_after_match",
            "dont_activate_after_match",
            "activate",
            "dont_activate",
            "ignore_on_max_context",
            "end",
            "recursive",
            "unrecursive",
            "no_recursive_search",
            "match_full_word",
            "match_partial_word");
    private static final Set<String> LISTS = Set.of("additional_keys", "exclude_keys", "exclude_keys_all");
    private static final Set<String> ROLES = Set.of("assistant", "system", "user");
    private static final Set<String> POSITIONS = Set.of("after_desc", "before_desc", "personality", "scenario");

    static Decorators of(String written) {
        String head = written.stripLeading();
        if (!head.startsWith("@@")) return new Decorators(written, Map.of());
        Map<String, List<String>> values = new HashMap<>();
        boolean above = true;
        while (true) {
            int end = lineEnd(head);
            Matcher line = LINE.matcher(head.substring(0, end).strip());
            if (!line.matches()) break;
            boolean fallback = line.group(1).length() > 2;
            if (!fallback || !above) above = understood(values, line.group(2), line.group(3));
            String rest = head.substring(end);
            String next = rest.stripLeading();
            if (!next.startsWith("@@")) return new Decorators(withoutNewlines(rest), values);
            head = next;
        }
        return new Decorators(head, values);
    }

    private static int lineEnd(String text) {
        for (int at = 0; at < text.length(); at++) if (text.charAt(at) == '\n' || text.charAt(at) == '\r') return at;
        return text.length();
    }

    private static String withoutNewlines(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) at++;
        return text.substring(at);
    }

    private static boolean understood(Map<String, List<String>> values, String said, @Nullable String given) {
        String name = said.toLowerCase(Locale.ROOT);
        String value = given == null ? "" : given.strip();
        if (!valid(name, value)) return false;
        List<String> known = values.computeIfAbsent(name, it -> new ArrayList<>());
        if (known.isEmpty() || LISTS.contains(name)) known.add(value);
        return true;
    }

    private static boolean valid(String name, String value) {
        if (NUMBERS.contains(name)) {
            Double number = Field.number(value);
            return number != null && (!name.equals("activate_only_every") || number >= 1);
        }
        if (FLAGS.contains(name)) return !value.equalsIgnoreCase("false");
        if (LISTS.contains(name)) return !Field.listed(value).isEmpty();
        return switch (name) {
            case "role" -> ROLES.contains(value.toLowerCase(Locale.ROOT));
            case "position" -> POSITIONS.contains(value.toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The word that one was given; empty where it is not there. */
    String word(String name) {
        return values.getOrDefault(name, List.of("")).getFirst().toLowerCase(Locale.ROOT);
    }

    /** The number that one was given, 0 where it is below. */
    OptionalInt number(String name) {
        Double number = has(name) ? Field.number(word(name)) : null;
        return number == null ? OptionalInt.empty() : OptionalInt.of((int) Math.clamp(number, 0, Integer.MAX_VALUE));
    }

    /** Each list that one was given. */
    List<List<String>> lists(String name) {
        return values.getOrDefault(name, List.of()).stream().map(Field::listed).toList();
    }
}
