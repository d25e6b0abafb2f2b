package parley.engine.verbal;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads e-mail addresses and the names of hosts: {@code ann at example dot com}. */
final class Addresses implements Reader {
    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._%+-]{0,40}+@(?:[A-Za-z0-9-]{1,30}\\.){1,3}[A-Za-z]{2,12}(?![\\p{L}\\p{N}])");
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9-]{1,30}\\.){1,3}"
            + "(?:com|org|net|edu|gov|io|ai|app|dev|info|de|fr|es|it|pt|nl|pl|ru|ua|cz|se|dk|tr|in|cn|jp|kr|uk|eu|ch|at|br)"
            + "(?![\\p{L}\\p{N}@-]|\\.\\p{L})");

    private final Lexicon lexicon;

    Addresses(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (!lexicon.has("dot")) return Optional.empty();
        return Glance.at(MAIL, text, place)
                .or(() -> Glance.at(HOST, text, place))
                .map(it -> new Said(said(it.group()), it.end()));
    }

    private String said(String address) {
        StringBuilder said = new StringBuilder();
        for (int place = 0; place < address.length(); place++) {
            char it = address.charAt(place);
            String sign = switch (it) {
                case '@' -> "at";
                case '.' -> "dot";
                case '-' -> "dash";
                case '_' -> "underscore";
                case '+' -> "plus";
                default -> "";
            };
            if (sign.isEmpty()) said.append(it);
            else
                said.append(' ')
                        .append(lexicon.word(sign).orElse(String.valueOf(it)))
                        .append(' ');
        }
        return said.toString().strip();
    }
}
