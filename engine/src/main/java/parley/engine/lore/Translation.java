package parley.engine.lore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Says a pattern of JavaScript in the words of RE2 or of java.util.regex. What JavaScript refuses is refused, what the
 * engines would take otherwise is written so that they cannot.
 */
final class Translation {
    private static final int MOST_REPEATS = 1000;
    private static final int TOO_LARGE = 1_000_000;

    private final SlashForm form;
    private final String pattern;
    private final Escapes escapes;
    private final boolean lookaround;
    private final StringBuilder out = new StringBuilder();
    private final Required required = new Required();
    private final Deque<long[]> groups = new ArrayDeque<>();
    private int at;
    /** States of the group so far, and of its last part, which a quantifier repeats. */
    private long sum;

    private long last;
    private boolean repeatable;
    private boolean looks;

    private Translation(SlashForm form, boolean lookaround) {
        this.form = form;
        this.pattern = form.pattern();
        this.lookaround = lookaround;
        this.escapes = new Escapes(pattern, form.has('u') || form.has('v'), lookaround);
    }

    /** The pattern; nothing where JavaScript would not take it. */
    static Optional<Translated> of(SlashForm form) {
        Translation linear = new Translation(form, false);
        if (!linear.translates()) return Optional.empty();
        if (!linear.looks) return Optional.of(linear.done());
        Translation searching = new Translation(form, true);
        return searching.translates() ? Optional.of(searching.done()) : Optional.empty();
    }

    private Translated done() {
        StringBuilder flags = new StringBuilder();
        if (form.has('i')) flags.append(lookaround ? "iu" : "i");
        if (form.has('m')) flags.append(lookaround ? "md" : "m");
        if (form.has('s')) flags.append('s');
        String text = flags.isEmpty() ? out.toString() : "(?" + flags + ")" + out;
        return new Translated(text, lookaround, required.words(), (int) Math.min(sum + last + 1, TOO_LARGE));
    }

    private boolean translates() {
        while (at < pattern.length()) if (!part()) return false;
        return groups.isEmpty();
    }

    private boolean part() {
        char letter = pattern.charAt(at);
        return switch (letter) {
            case '\\' -> escape();
            case '[' -> charClass();
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                at++;
                out.append('|');
                add(1, false);
                required.alternative();
                yield true;
            }
            case '^', '$' -> {
                at++;
                out.append(letter == '$' && !form.has('m') ? "\\z" : String.valueOf(letter));
                add(1, false);
                broken();
                yield true;
            }
            case '*', '+', '?' -> {
                at++;
                yield quantified(String.valueOf(letter), letter == '+' ? 1 : 0, letter == '?' ? 1 : 2);
            }
            case '{' -> braces();
            case '.' -> {
                at++;
                out.append('.');
                add(1, true);
                broken();
                yield true;
            }
            default -> literal(pattern.codePointAt(at), Character.charCount(pattern.codePointAt(at)));
        };
    }

    private boolean literal(int point, int length) {
        at += length;
        out.append(Escapes.literal(point));
        add(1, true);
        required.letter(point);
        return true;
    }

    private boolean escape() {
        Escapes.Escape escape = escapes.outside(at);
        if (escape == null) return false;
        looks |= escape.looksBack();
        if (escape.point() >= 0) return literal(escape.point(), escape.length());
        at += escape.length();
        out.append(escape.text());
        add(escape.repeatable() ? 2 : 1, escape.repeatable());
        broken();
        return true;
    }

    private boolean charClass() {
        CharClass set = CharClass.at(pattern, at, escapes);
        if (set == null) return false;
        at = set.end();
        out.append(set.text());
        add(2, true);
        broken();
        return true;
    }

    private boolean open() {
        String start = "(";
        int length = 1;
        if (pattern.startsWith("(?", at)) {
            Optional<String> kind = Escapes.group(pattern, at);
            if (kind.isEmpty()) return false;
            start = kind.get();
            length = start.length();
            if (start.endsWith("=") || start.endsWith("!")) looks = true;
            else if (start.startsWith("(?<")) start = lookaround ? start : "(?P" + start.substring(2);
        }
        at += length;
        out.append(start);
        groups.push(new long[] {sum, last});
        sum = 1;
        last = 0;
        repeatable = false;
        required.open(start.endsWith("=") || start.endsWith("!"));
        return true;
    }

    private boolean close() {
        if (groups.isEmpty()) return false;
        at++;
        out.append(')');
        long inside = sum + last + 1;
        long[] outside = groups.pop();
        sum = outside[0];
        last = outside[1];
        add(inside, true);
        required.close();
        return true;
    }

    private boolean braces() {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!inside.matches("\\d{1,9}(,(\\d{1,9})?)?")) return literal('{', 1);
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        int most = comma < 0 || comma == inside.length() - 1 ? least : Integer.parseInt(inside.substring(comma + 1));
        if (most < least) return false;
        // RE2 counts to a thousand; more is more than a machine of ours may have.
        if (most > MOST_REPEATS) sum = TOO_LARGE;
        at = end + 1;
        return quantified("{" + inside + "}", least, Math.max(1, most) + 1);
    }

    private boolean quantified(String quantifier, int least, long times) {
        if (!repeatable) return false;
        out.append(quantifier);
        last = Math.min(last * times, TOO_LARGE);
        repeatable = false;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            out.append('?');
            at++;
        }
        required.repeated(least);
        return true;
    }

    private void add(long states, boolean mayRepeat) {
        sum = Math.min(sum + last, TOO_LARGE);
        last = states;
        repeatable = mayRepeat;
    }

    private void broken() {
        required.end();
    }
}
