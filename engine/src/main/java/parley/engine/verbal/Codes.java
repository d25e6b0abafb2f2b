package parley.engine.verbal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that count nothing: of telephones, digit by digit, and of versions, part by part. */
final class Codes implements Reader {
    private static final Pattern PHONE = Pattern.compile("(?:\\+[0-9]{1,3}[ -]?(?:\\(?[0-9]{1,5}\\)?[ -]?){2,6}"
            + "|\\(?[0-9]{3}\\)?[ .-][0-9]{3}[ .-][0-9]{4}|[0-9]{3}-[0-9]{4}"
            + "|0[0-9]{1,5}[ /-](?:[0-9]{2,8}[ -]?){1,5})(?<=[0-9])(?![0-9\\p{L}])");
    private static final Pattern VERSION = Pattern.compile(
            "(v)?([0-9]{1,4}(?:\\.[0-9]{1,4}){2,4}|(?<=v)[0-9]{1,4}(?:\\.[0-9]{1,4}){0,4})(?![0-9\\p{L}]|\\.[0-9])");
    private static final Pattern GROUPS = Pattern.compile("[^0-9+]+");
    private static final int FEWEST = 7;

    private final Tongue tongue;

    Codes(Tongue tongue) {
        this.tongue = tongue;
    }

    @Override
    public Optional<Said> read(String text, int place) {
        if (Character.isLetter(text.codePointAt(place)) && text.charAt(place) != 'v') return Optional.empty();
        return Glance.at(PHONE, text, place)
                .filter(it -> it.group().codePoints().filter(Character::isDigit).count() >= FEWEST)
                .map(it -> new Said(phone(it.group()), it.end()))
                .or(() -> Glance.at(VERSION, text, place)
                        .filter(_ -> tongue.lexicon().has("point"))
                        .map(it -> new Said(version(it.group(2), it.group(1) != null), it.end())));
    }

    private String phone(String written) {
        StringBuilder said = new StringBuilder();
        for (String group : GROUPS.split(written, -1)) {
            if (group.isEmpty()) continue;
            if (!said.isEmpty()) said.append(", ");
            if (group.startsWith("+") && tongue.lexicon().has("plus"))
                said.append(tongue.word("plus")).append(' ');
            said.append(tongue.speller().digits(group));
        }
        return said.toString();
    }

    private String version(String written, boolean named) {
        StringBuilder said = new StringBuilder(named ? tongue.word("version") : "");
        for (String part : written.split("\\.", -1)) {
            if (!said.isEmpty()) said.append(' ');
            if (said.length() > (named ? tongue.word("version").length() + 1 : 0))
                said.append(tongue.word("point")).append(' ');
            said.append(tongue.speller().number(new BigDecimal(part)));
        }
        return said.toString();
    }
}
