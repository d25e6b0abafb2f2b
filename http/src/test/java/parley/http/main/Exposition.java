package parley.http.main;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format, version 0.0.4, and bears nothing that is not in it: a family is told once and in one
 * piece, its type before its samples; no series comes twice; the buckets of a histogram grow, and the last holds all.
 */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") ((?:[^\\\\]|\\\\\\\\|\\\\n)*)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final String NUMBER = "NaN|[+-]Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?";
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (" + NUMBER + ")(?: -?[0-9]+)?");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"(,|$)");

    private final Map<String, String> types = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<Series, Double> samples = new HashMap<>();
    private String open = "";

    record Series(String name, Map<String, String> labels) {}

    Exposition(String text) {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("the last line has no end");
        text.lines().filter(it -> !it.isEmpty()).forEach(this::line);
        types.forEach((family, type) -> {
            if (type.equals("histogram")) histogram(family);
        });
    }

    /** What series of this name with these labels, given as {@code label=value}, add up to; empty where there are none. */
    Optional<Double> sum(String name, String... labels) {
        return samples.entrySet().stream()
                .filter(it -> it.getKey().name().equals(name) && has(it.getKey(), labels))
                .map(Map.Entry::getValue)
                .reduce(Double::sum);
    }

    double value(String name, String... labels) {
        return sum(name, labels)
                .orElseThrow(() -> new AssertionError("there is no " + name + " with " + List.of(labels)));
    }

    /** All values of a label. */
    Set<String> values(String label) {
        Set<String> values = new HashSet<>();
        samples.keySet().forEach(it -> {
            String value = it.labels().get(label);
            if (value != null) values.add(value);
        });
        return values;
    }

    int size() {
        return samples.size();
    }

    private static boolean has(Series series, String... labels) {
        for (String label : labels) {
            int is = label.indexOf('=');
            if (!label.substring(is + 1).equals(series.labels().get(label.substring(0, is)))) return false;
        }
        return true;
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            begins(matched(HELP, line).group(1));
        } else if (line.startsWith("# TYPE ")) {
            Matcher type = matched(TYPE, line);
            begins(type.group(1));
            if (types.put(type.group(1), type.group(2)) != null) throw wrong("a type that is told twice", line);
        } else if (line.startsWith("#")) {
            throw wrong("a comment of another kind", line);
        } else sample(line);
    }

    private void begins(String family) {
        if (family.equals(open)) return;
        closed.add(open);
        if (closed.contains(family)) throw wrong("a family in two pieces", family);
        open = family;
    }

    private void sample(String line) {
        Matcher sample = matched(SAMPLE, line);
        String name = sample.group(1);
        String type = types.get(open);
        if (type == null || !belongs(name, type)) throw wrong("a sample outside its family", line);
        Series series = new Series(name, labels(sample.group(2), line));
        if (samples.put(series, number(sample.group(3))) != null) throw wrong("a series that comes twice", line);
    }

    private boolean belongs(String name, String type) {
        if (name.equals(open)) return !type.equals("histogram");
        if (!name.startsWith(open)) return false;
        String rest = name.substring(open.length());
        return switch (type) {
            case "histogram" -> rest.equals("_bucket") || rest.equals("_sum") || rest.equals("_count");
            case "summary" -> rest.equals("_sum") || rest.equals("_count");
            default -> false;
        };
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        if (text == null || text.isEmpty()) return labels;
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!label.find(at) || label.start() != at) throw wrong("labels that cannot be read", line);
            if (labels.put(label.group(1), label.group(2)) != null) throw wrong("a label that comes twice", line);
            at = label.end();
        }
        return labels;
    }

    private void histogram(String family) {
        Map<Map<String, String>, TreeMap<Double, Double>> buckets = new HashMap<>();
        samples.forEach((series, value) -> {
            if (!series.name().equals(family + "_bucket")) return;
            Map<String, String> rest = new TreeMap<>(series.labels());
            String bound = rest.remove("le");
            if (bound == null) throw wrong("a bucket without a bound", series.toString());
            buckets.computeIfAbsent(rest, _ -> new TreeMap<>()).put(number(bound), value);
        });
        buckets.forEach((labels, counts) -> {
            List<Double> values = new ArrayList<>(counts.values());
            if (!values.equals(values.stream().sorted().toList())) throw wrong("buckets that shrink", family + labels);
            Double all = samples.get(new Series(family + "_count", labels));
            if (counts.lastKey() != Double.POSITIVE_INFINITY
                    || !values.getLast().equals(all))
                throw wrong("a last bucket that does not hold all", family + labels);
        });
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) throw wrong("a line that cannot be read", line);
        return matcher;
    }

    private static IllegalArgumentException wrong(String what, String where) {
        return new IllegalArgumentException(what + ": " + where);
    }
}
