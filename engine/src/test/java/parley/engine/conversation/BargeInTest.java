package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.Heard;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Prompt;

/** Somebody cuts in: what comes after it knows what was heard. */
class BargeInTest {
    @AutoClose
    private static final House house = new House();

    @Test
    void the_next_prompt_holds_what_was_heard_and_nothing_of_the_turns_after_it() {
        ConversationId room = house.talked("heard", 2);

        now(house.conversations.direct(room, ADA, new Direction.Hear(1, 1, 0.6)));
        Prompt asked = answered(room, "m2");

        assertThat(texts(asked)).contains("I am Ann. I have").noneMatch(it -> it.contains("spoken"));
        assertThat(texts(asked)).noneMatch(it -> it.contains("I am Bob"));
        assertThat(house.texts(room)).contains("I am Ann. I have spoken.", "I am Bob. I have spoken.");
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void what_was_heard_survives_the_death_of_the_room_and_can_be_proven() {
        ConversationId room = house.talked("died", 1);
        now(house.conversations.direct(room, ADA, new Direction.Hear(1, 0, 1)));
        house.restart(room);

        assertThat(texts(answered(room, "m2"))).contains("I am Ann.").noneMatch(it -> it.contains("spoken"));
        assertThat(now(house.conversations.receipt(room, ADA, 2)).attempts()).allMatch(Receipt.Attempt::proven);
    }

    @Test
    void a_report_is_recorded_once_and_a_sentence_that_was_not_said_was_not_heard() {
        ConversationId room = house.talked("twice", 1);
        Direction heard = new Direction.Hear(1, 1, 0.5);

        now(house.conversations.direct(room, ADA, heard));
        now(house.conversations.direct(room, ADA, heard));

        assertThat(house.journal(room, Heard.class)).hasSize(1);
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.Hear(1, 9, 1)));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.Hear(7, 0, 1)));
    }

    /** What the model was asked for the answer to this message. */
    private static Prompt answered(ConversationId room, String message) {
        house.models.asked.clear();
        house.round(room, message, "Wait!", 1);
        return house.models.asked.remove();
    }

    private static List<String> texts(Prompt prompt) {
        return prompt.lines().stream().map(it -> it.text().strip()).toList();
    }
}
