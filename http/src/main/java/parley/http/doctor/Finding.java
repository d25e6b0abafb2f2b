package parley.http.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What one look has shown.
 *
 * @param check what was looked at, in a word
 * @param hint what to do; empty where nothing is to be done
 */
public record Finding(
        String check,
        Level level,
        String text,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String hint) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** It works, and somebody should know of it. */
        WARN,
        /** A server would not start, or not do its work. */
        WRONG;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text, "");
    }

    static Finding warn(String check, String text, String hint) {
        return new Finding(check, Level.WARN, text, hint);
    }

    static Finding wrong(String check, String text, String hint) {
        return new Finding(check, Level.WRONG, text, hint);
    }

    /** As one line. */
    public String line() {
        String told = "%-6s%-15s%s".formatted(level, check, text);
        return hint.isEmpty() ? told : told + " -> " + hint;
    }
}
