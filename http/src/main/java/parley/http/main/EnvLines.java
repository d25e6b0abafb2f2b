package parley.http.main;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines {@code KEY=value}, as a shell and its imitations do, and puts nothing into a value that is not in it. */
final class EnvLines {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

    private EnvLines() {}

    /** The values by their keys; of two lines with one key the later one counts. */
    static Map<String, String> of(Path file, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int line = 0; line < lines.size(); line++) {
            String told = lines.get(line);
            if (told.isEmpty() || told.startsWith("#")) continue;
            Matcher matcher = LINE.matcher(told);
            if (!matcher.matches())
                throw new CannotStart(file + ", line " + (line + 1) + ": this is no KEY=value", null);
            values.put(matcher.group(1), value(file, line + 1, matcher.group(2)));
        }
        return values;
    }

    private static String value(Path file, int line, String told) {
        Matcher quoted = DOUBLE.matcher(told);
        if (quoted.matches()) return unescaped(quoted.group(1));
        Matcher single = SINGLE.matcher(told);
        if (single.matches()) return single.group(1);
        if (told.startsWith("\"") || told.startsWith("'"))
            throw new CannotStart(file + ", line " + line + ": this quotation has no end", null);
        return COMMENT.matcher(told).replaceFirst("").strip();
    }

    private static String unescaped(String quoted) {
        return Pattern.compile("\\\\(.)")
                .matcher(quoted)
                .replaceAll(it -> Matcher.quoteReplacement(
                        switch (it.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> it.group(1);
                        }));
    }
}
