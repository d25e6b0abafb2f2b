package parley.engine.lore;

import java.util.Locale;

/** The two ways in which lorebooks write the names of fields. */
final class Names {
    private Names() {}

    /** {@code scan_depth} as {@code scanDepth}. */
    static String camel(String snake) {
        StringBuilder camel = new StringBuilder(snake.length());
        boolean up = false;
        for (int at = 0; at < snake.length(); at++) {
            char letter = snake.charAt(at);
            if (letter == '_') up = true;
            else {
                camel.append(up ? Character.toUpperCase(letter) : letter);
                up = false;
            }
        }
        return camel.toString();
    }

    /** {@code scanDepth} as {@code scan_depth}. */
    static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
