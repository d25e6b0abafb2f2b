package parley.engine.macro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One text being read. Takes time in proportion to its length, however macros stand in it, and no stack. */
final class Expansion {
    private static final List<String> CHARACTER = List.of("<char>", "<bot>");
    private static final String USER = "<user>";
    private static final List<String> GROUP = List.of("<group>", "<charifnotgroup>");

    private final Macros macros;
    private final String text;
    private final Answers answers;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Deque<Integer> begun = new ArrayDeque<>();
    /** Macros that are too deep and stay as they are. */
    private int tooDeep;

    private int grown;
    /** Whether line ends are left out because a trim stood before them. */
    private boolean trimming;

    Expansion(Macros macros, String text) {
        this.macros = macros;
        this.text = text;
        this.answers = new Answers(macros, text.hashCode());
    }

    String expanded() {
        for (int at = 0; at < text.length(); ) at += read(at);
        StringBuilder rest = new StringBuilder();
        for (Frame left : open) rest.insert(0, "{{" + left.text);
        return out.append(rest).toString();
    }

    /** Reads on and says how far. */
    private int read(int at) {
        return switch (text.charAt(at)) {
            case '\\' -> escape(at);
            case '{' -> opening(at);
            case '}' -> closing(at);
            case '<' -> tag(at);
            case ',' -> comma();
            case ':' -> colon(at);
            default -> plain(text.charAt(at));
        };
    }

    private int plain(char next) {
        if (trimming && (next == '\n' || next == '\r')) return 1;
        trimming = false;
        current().append(next);
        return 1;
    }

    private int escape(int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '{' || next == '}') return 1 + plain(next);
        if (next != ',') return plain('\\');
        plain('\\');
        return 1 + plain(',');
    }

    /** Of three braces the last two open a macro. */
    private int opening(int at) {
        if (!text.startsWith("{{", at) || text.startsWith("{{{", at)) return plain('{');
        if (open.size() >= Macros.DEEPEST) {
            tooDeep++;
            return plain('{') + plain('{');
        }
        trimming = false;
        open.push(new Frame());
        begun.push(at);
        return 2;
    }

    private int closing(int at) {
        if (!text.startsWith("}}", at)) return plain('}');
        if (tooDeep > 0) tooDeep--;
        else if (!open.isEmpty()) return close();
        return plain('}') + plain('}');
    }

    private int close() {
        Frame frame = open.pop();
        Call call = frame.call();
        int place = begun.pop();
        if (call.name().equals("trim") && !call.given()) return trim();
        Optional<String> answer = answers.to(call, place).filter(it -> grown + it.length() <= Macros.LONGEST);
        answer.ifPresent(it -> grown += it.length());
        fill(answer.orElseGet(() -> "{{" + frame.text + "}}"));
        return 2;
    }

    /** Takes the line ends away on both sides. */
    private int trim() {
        StringBuilder before = current();
        int end = before.length();
        while (end > 0 && (before.charAt(end - 1) == '\n' || before.charAt(end - 1) == '\r')) end--;
        before.setLength(end);
        trimming = true;
        return 2;
    }

    private void fill(String answer) {
        int from = 0;
        if (trimming) while (from < answer.length() && "\r\n".indexOf(answer.charAt(from)) >= 0) from++;
        if (from < answer.length()) trimming = false;
        if (!open.isEmpty()) open.element().filled();
        current().append(answer, from, answer.length());
    }

    private int tag(int at) {
        for (String tag : CHARACTER)
            if (is(tag, at)) return named(tag, macros.cast().character());
        if (is(USER, at)) return named(USER, macros.cast().user());
        for (String tag : GROUP) if (is(tag, at)) return named(tag, answers.group());
        return plain('<');
    }

    private boolean is(String tag, int at) {
        return text.regionMatches(true, at, tag, 0, tag.length());
    }

    private int named(String tag, String name) {
        boolean fits = grown + name.length() <= Macros.LONGEST;
        if (fits) grown += name.length();
        fill(fits ? name : tag);
        return tag.length();
    }

    private int comma() {
        if (!open.isEmpty()) open.element().comma();
        return plain(',');
    }

    private int colon(int at) {
        if (open.isEmpty() || !text.startsWith("::", at)) return plain(':');
        open.element().colons();
        return plain(':') + plain(':');
    }

    private StringBuilder current() {
        return open.isEmpty() ? out : open.element().text;
    }
}
