package parley.engine.macro;

import java.util.List;
import java.util.Locale;

/**
 * A macro with its arguments.
 *
 * @param name in lower case, without {@code _} and {@code -}
 * @param given whether it has arguments, empty ones included
 * @param argument all that follows its name
 * @param choices the same, parted by {@code ::} or else by commas
 */
record Call(String name, boolean given, String argument, List<String> choices) {
    static final Call UNKNOWN = new Call("", false, "", List.of());

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
