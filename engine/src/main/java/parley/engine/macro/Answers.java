package parley.engine.macro;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What macros stand for.
 *
 * @param text tells the chances of one text from those of another
 */
record Answers(Macros macros, int text) {
    /** The most line ends or blanks that one macro gives. */
    private static final int MOST_BLANKS = 1000;

    /** Odd, so that neighbouring places come far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The answer to a call at this place of the text; empty where it is unknown. */
    Optional<String> to(Call call, int place) {
        return call.given() ? withArgument(call, place) : bare(call);
    }

    /** The names of all characters, or of the only one. */
    String group() {
        List<String> all = macros.cast().group();
        return all.isEmpty() ? macros.cast().character() : String.join(", ", all);
    }

    private Optional<String> bare(Call call) {
        return Optional.ofNullable(
                switch (call.name()) {
                    case "char" -> macros.cast().character();
                    case "user" -> macros.cast().user();
                    case "group", "groupnotmuted", "charifnotgroup" -> group();
                    case "notchar" -> others();
                    case "original" -> macros.original();
                    case "persona" -> macros.about().persona();
                    case "description", "chardescription" -> macros.about().description();
                    case "personality", "charpersonality" -> macros.about().personality();
                    case "scenario", "charscenario" -> macros.about().scenario();
                    case "mesexamples", "mesexamplesraw" -> macros.about().exampleMessages();
                    case "newline" -> "\n";
                    case "space" -> " ";
                    case "noop" -> "";
                    default -> Hours.of(macros.at().atZone(macros.zone()), call.name());
                });
    }

    private Optional<String> withArgument(Call call, int place) {
        return switch (call.name()) {
            case "//", "comment" -> Optional.of("");
            case "hiddenkey" -> Optional.of(macros.reading() == Macros.Reading.MATCHING ? call.argument() : "");
            case "reverse" ->
                Optional.of(new StringBuilder(call.argument().strip()).reverse().toString());
            case "random" -> Optional.of(one(call.choices(), macros.chance().turn(), place));
            case "pick" -> Optional.of(one(call.choices(), macros.chance().chat(), place));
            case "roll" ->
                Optional.of(Dice.rolled(call.argument(), drawn(macros.chance().turn(), place)));
            case "newline" -> blanks("\n", call.argument());
            case "space" -> blanks(" ", call.argument());
            case "outlet" ->
                Optional.of(macros.outlets().getOrDefault(call.argument().strip(), ""));
            case "datetimeformat" -> Hours.written(macros.at().atZone(macros.zone()), call.argument());
            case "time" -> Hours.elsewhere(macros.at(), call.argument());
            default -> Optional.empty();
        };
    }

    private String others() {
        String all = String.join(
                ", ",
                macros.cast().group().stream()
                        .filter(it -> !it.equals(macros.cast().character()))
                        .toList());
        return all.isEmpty() ? macros.cast().user() : all + ", " + macros.cast().user();
    }

    private String one(List<String> choices, long seed, int place) {
        return choices.get(drawn(seed, place).nextInt(choices.size()));
    }

    private SplittableRandom drawn(long seed, int place) {
        return new SplittableRandom((seed * SPREAD + text) * SPREAD + place);
    }

    private static Optional<String> blanks(String one, String count) {
        String number = count.strip();
        if (!number.matches("\\d{1,4}")) return Optional.empty();
        return Optional.of(one.repeat(Math.min(MOST_BLANKS, Integer.parseInt(number))));
    }
}
