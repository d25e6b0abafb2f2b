package parley.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Persona;
import parley.engine.card.CardData;
import parley.engine.lore.LoreMemory;
import parley.engine.prompt.Greetings.Greeting;

/** V1 first_mes, V2 alternate_greetings, V3 group_only_greetings. */
final class GreetingsTest {
    private static final CardData CARD = data(Cards.named("Adelaide")
            .with("nickname", "Ada")
            .with("first_mes", " ")
            .with("alternate_greetings", "Hi <USER>.", "", "{{char}} nods to {{group}}.", "{{// nothing}}")
            .with("group_only_greetings", "Hello, all.", ""));

    @Test
    void are_filled_in_and_keep_their_numbers_where_others_are_empty() {
        assertThat(Greetings.of(CARD, Cards.KIM, List.of("Ada")))
                .containsExactly(new Greeting(1, "Hi Kim.", false), new Greeting(3, "Ada nods to Ada.", false));
    }

    @Test
    void there_are_more_in_a_room_of_several() {
        assertThat(Greetings.of(CARD, Cards.KIM, List.of("Ada", "Bo")))
                .extracting(Greeting::number, Greeting::text, Greeting::groupOnly)
                .containsExactly(
                        tuple(1, "Hi Kim.", false),
                        tuple(3, "Ada nods to Ada, Bo.", false),
                        tuple(5, "Hello, all.", true));
    }

    @Test
    void somebody_without_a_name_is_greeted_too_and_chance_stays_while_the_chat_lasts() {
        CardData card = data(Cards.named("Ada").with("first_mes", "{{user}} {{random:a,b,c,d}}{{roll:100}}"));
        Play nobody = new Play("", "", -1, LoreMemory.NONE, Cards.KIM.at());

        assertThat(Greetings.of(card, nobody, List.of("Ada")).getFirst().text()).startsWith("User ");
        assertThat(Greetings.of(card, Cards.KIM, List.of("Ada")))
                .isEqualTo(Greetings.of(card, Cards.KIM, List.of("Ada")));
    }

    private static CardData data(Cards card) {
        return ((Persona.Carded) card.agent().casting().persona()).card().data();
    }
}
