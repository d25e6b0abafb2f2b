package parley.engine.floor;

import java.util.List;
import java.util.Set;

/** Tells a turn that said nothing: blank, marks alone, or a stage direction that says so, such as {@code (silence)}. */
final class Silences {
    private static final Set<String> BRACKETS = Set.of("(", "[", "*", "<", "{");

    private Silences() {}

    /** How many turns at the end of the round said nothing; a person's word ends the row. */
    static int last(Floor floor) {
        int turns = 0;
        for (Floor.Said said : Seating.round(floor).reversed()) {
            if (said.agent() == null || !isSilent(said.text())) break;
            turns++;
        }
        return turns;
    }

    static boolean isSilent(String text) {
        Reading reading = Reading.of(text);
        List<Reading.Token> tokens = reading.tokens();
        List<String> words = tokens.stream()
                .filter(Reading.Token::word)
                .map(Reading.Token::text)
                .toList();
        boolean direction =
                !tokens.isEmpty() && BRACKETS.contains(tokens.getFirst().text());
        if (direction && words.equals(List.of("silence"))) return true;
        return tokens.stream().allMatch(it -> isMark(it.text()));
    }

    /** Whether it is punctuation; a picture, such as a thumb that points up, says something. */
    private static boolean isMark(String token) {
        return token.codePoints().allMatch(it -> switch (Character.getType(it)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.MODIFIER_SYMBOL -> true;
            default -> false;
        });
    }
}
