package parley.engine.lore;

import java.util.Optional;

/**
 * A key of the form {@code /pattern/flags}, as JavaScript writes patterns. Where a slash stands inside without a backslash
 * before it, or the flags are none of JavaScript's, it is an ordinary word, like a path.
 */
record SlashForm(String pattern, String flags) {
    private static final String FLAGS = "dgimsuvy";

    static Optional<SlashForm> of(String key) {
        String form = key.strip();
        int end = form.lastIndexOf('/');
        if (end < 2 || form.charAt(0) != '/') return Optional.empty();
        for (int at = end + 1; at < form.length(); at++)
            if (FLAGS.indexOf(form.charAt(at)) < 0) return Optional.empty();
        for (int at = 1; at < end; at++) {
            if (form.charAt(at) == '\\') at++;
            else if (form.charAt(at) == '/') return Optional.empty();
        }
        // A backslash before the last slash: the pattern never ends.
        if (escaped(form, end)) return Optional.empty();
        return Optional.of(new SlashForm(form.substring(1, end), form.substring(end + 1)));
    }

    private static boolean escaped(String form, int end) {
        int at = end;
        while (at > 1 && form.charAt(at - 1) == '\\') at--;
        return (end - at) % 2 == 1;
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    /** Whether JavaScript takes these flags: none twice. */
    boolean valid() {
        return flags.chars().distinct().count() == flags.length();
    }
}
