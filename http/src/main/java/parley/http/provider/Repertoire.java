package parley.http.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that the scripted demo can say, by moment; read from {@code scripted.txt}. */
final class Repertoire {
    private static final String RESOURCE = "/parley/scripted.txt";
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final Repertoire OURS = new Repertoire(text());

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private Repertoire(String text) {
        List<String> section = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            if (line.startsWith("[")) {
                section = new ArrayList<>();
                sections.put(line.substring(1, line.length() - 1), section);
            } else section.add(line);
        }
    }

    static Repertoire ours() {
        return OURS;
    }

    Map<String, List<String>> sections() {
        return sections;
    }

    /** One line of a moment with its slots filled, if possible one that was not said before. */
    Optional<String> line(String section, Map<String, String> slots, String said, SplittableRandom random) {
        List<String> fitting = sections.getOrDefault(section, List.of()).stream()
                .filter(it -> fits(it, slots))
                .toList();
        if (fitting.isEmpty()) return Optional.empty();
        List<String> fresh =
                fitting.stream().filter(it -> !said.contains(mark(it))).toList();
        List<String> choice = fresh.isEmpty() ? fitting : fresh;
        return Optional.of(filled(choice.get(random.nextInt(choice.size())), slots));
    }

    private static boolean fits(String line, Map<String, String> slots) {
        return SLOT.matcher(line).results().allMatch(it -> slots.containsKey(it.group(1)));
    }

    private static String filled(String line, Map<String, String> slots) {
        String filled = SLOT.matcher(line)
                .replaceAll(it -> Matcher.quoteReplacement(Objects.requireNonNull(slots.get(it.group(1)))));
        return Character.toUpperCase(filled.charAt(0)) + filled.substring(1);
    }

    /** The longest stretch of a line without a slot, by which it is known again. */
    private static String mark(String line) {
        return SLOT.splitAsStream(line)
                .max(Comparator.comparingInt(String::length))
                .filter(it -> !it.isBlank())
                .orElse(line);
    }

    private static String text() {
        try (InputStream stream = Repertoire.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(stream, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
