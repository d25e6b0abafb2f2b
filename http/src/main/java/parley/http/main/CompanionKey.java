package parley.http.main;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.engine.kernel.Refusal;

/**
 * A key that the AI Companion was configured by, and the settings of this server that its value comes to.
 *
 * @param settings refuses a value that is out of range or would be unsafe; its words go on where the key's name ends
 */
record CompanionKey(String name, Function<String, Map<String, Object>> settings) {
    private static final int LONGEST = 20_000;
    private static final Map<String, String> LEVELS = Map.of(
            "trace",
            "TRACE",
            "debug",
            "DEBUG",
            "info",
            "INFO",
            "warn",
            "WARN",
            "warning",
            "WARN",
            "error",
            "ERROR",
            "critical",
            "ERROR",
            "fatal",
            "ERROR");
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    /** A whole number within bounds, written with a unit behind it where the setting wants one. */
    static CompanionKey whole(String name, long least, long most, String unit, String... paths) {
        return new CompanionKey(name, value -> {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) return all(number + unit, paths);
            } catch (NumberFormatException _) {
                // told below
            }
            throw Refusal.invalid("must be a whole number from " + least + " to " + most);
        });
    }

    /** A number within bounds. */
    static CompanionKey decimal(String name, double least, double most, String... paths) {
        return new CompanionKey(name, value -> {
            try {
                double number = Double.parseDouble(value);
                if (number >= least && number <= most) return all(number, paths);
            } catch (NumberFormatException _) {
                // told below
            }
            throw Refusal.invalid("must be a number from " + least + " to " + most);
        });
    }

    /** Any text of a reasonable length. */
    static CompanionKey text(String name, String... paths) {
        return new CompanionKey(name, value -> {
            if (value.length() > LONGEST) throw Refusal.invalid("must have " + LONGEST + " characters at most");
            return all(value, paths);
        });
    }

    /** A word, such as a name of an environment or of a host. */
    static CompanionKey word(String name, String... paths) {
        return new CompanionKey(name, value -> {
            if (!value.matches("[A-Za-z0-9._-]{1,64}"))
                throw Refusal.invalid("must be a word of letters, digits, ., _ and -");
            return all(value.toLowerCase(Locale.ROOT), paths);
        });
    }

    /** An address of a server. */
    static CompanionKey address(String name, String... paths) {
        return new CompanionKey(name, value -> all(address(value), paths));
    }

    private static String address(String value) {
        try {
            URI uri = URI.create(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) return value;
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw Refusal.invalid("must be an address such as http://localhost:11434, without a name or password in it");
    }

    /** Origins with commas between them, or an array of JSON; never all there are. */
    static CompanionKey origins(String name, String... paths) {
        return new CompanionKey(name, value -> {
            List<String> origins = Arrays.stream(
                            value.replaceAll("[\\[\\]\"]", "").split(",", -1))
                    .map(it -> it.strip().replaceFirst("/$", ""))
                    .filter(it -> !it.isEmpty())
                    .toList();
            for (String origin : origins) {
                if (origin.contains("*"))
                    throw Refusal.invalid("may not be *: any page in any browser could call; name the pages that may");
                if (!origin.matches("[a-z][a-z0-9+.-]*://[A-Za-z0-9.:\\[\\]-]+"))
                    throw Refusal.invalid("must be origins such as http://localhost:5173 with commas between them");
            }
            return all(String.join(",", origins), paths);
        });
    }

    /** A model: without a provider, one of OpenAI's (contract §6). */
    static CompanionKey model(String name, String otherwise, String... paths) {
        return new CompanionKey(name, value -> {
            String model = value.contains("/") ? value : otherwise + "/" + value;
            if (!model.matches("[^/\\s]+/\\S+") || model.length() > 100)
                throw Refusal.invalid("must be provider/name of 100 characters at most, such as ollama/llama3.2");
            return all(model, paths);
        });
    }

    /** How much is logged. */
    static CompanionKey level(String name, String path) {
        return new CompanionKey(name, value -> {
            String level = LEVELS.get(value.toLowerCase(Locale.ROOT));
            if (level == null) throw Refusal.invalid("must be one of debug, info, warning and error");
            return all(level, path);
        });
    }

    /** Yes or no, of which only yes comes to something. */
    static CompanionKey whereTrue(String name, Object then, String path) {
        return new CompanionKey(name, value -> {
            String said = value.toLowerCase(Locale.ROOT);
            if (!YES.contains(said) && !NO.contains(said)) throw Refusal.invalid("must be true or false");
            return YES.contains(said) ? all(then, path) : Map.of();
        });
    }

    /** The same, where a certain value means that nothing was chosen. */
    CompanionKey unless(String nothing) {
        return new CompanionKey(name, value -> value.equals(nothing) ? Map.of() : settings.apply(value));
    }

    private static Map<String, Object> all(Object value, String... paths) {
        return Arrays.stream(paths).collect(Collectors.toMap(it -> it, _ -> value));
    }
}
