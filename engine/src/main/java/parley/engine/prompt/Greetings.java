package parley.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import parley.engine.card.CardData;
import parley.engine.macro.Macros;

/**
 * What a character can begin a talk with (character cards V1 {@code first_mes}, V2 {@code alternate_greetings}, V3
 * {@code group_only_greetings}). A number stays a greeting's own, whichever others are empty: it is what the V3 decorator
 * {@code @@is_greeting} counts by, 0 for the first message.
 */
public final class Greetings {
    private Greetings() {}

    /**
     * A greeting that says something.
     *
     * @param groupOnly whether it is for rooms of several characters alone
     */
    public record Greeting(int number, String text, boolean groupOnly) {}

    /** The greetings on offer, in the card's order. */
    public static List<Greeting> of(CardData card, Macros macros, boolean group) {
        List<Greeting> greetings = new ArrayList<>();
        add(greetings, 0, card.firstMessage(), macros, false);
        int number = 1;
        for (String text : card.alternateGreetings()) add(greetings, number++, text, macros, false);
        if (group) for (String text : card.groupOnlyGreetings()) add(greetings, number++, text, macros, true);
        return List.copyOf(greetings);
    }

    /** The greetings on offer to a person, where nothing else is known of the room. */
    public static List<Greeting> of(CardData card, Play play, List<String> company) {
        return of(card, CharacterScene.lasting(card.called(), play, company), company.size() > 1);
    }

    private static void add(List<Greeting> to, int number, String text, Macros macros, boolean groupOnly) {
        String expanded = macros.expand(text);
        if (!expanded.isBlank()) to.add(new Greeting(number, expanded, groupOnly));
    }
}
