package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCompleted;

final class SilentSentenceTest {
    @AutoClose
    private static final House house = new House();

    @Test
    void a_sentence_that_cannot_be_said_stays_text_and_the_others_are_heard() {
        house.models.answers.put(
                "Ann", _ -> Scripts.saying("One is well. ", "Two is unspeakable. ", "Three is unthinkable. ", "Four."));
        ConversationId room = new ConversationId("half-heard");
        now(house.conversations.open(room, ADA, "A room", List.of(House.seat("Ann", House.ALOUD)), Rules.USUAL));

        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        List<FeedEvent> seen = house.watched(room, Cursor.START, it -> it instanceof ConversationEvent.RoundEnded);

        assertThat(House.events(seen, SentenceSpoken.class))
                .extracting(SentenceSpoken::index)
                .containsExactly(0, 1, 2, 3);
        assertThat(House.events(seen, SentenceVoiced.class))
                .extracting(SentenceVoiced::index)
                .containsExactly(0, 3);
        assertThat(House.events(seen, TurnCompleted.class)).hasSize(1);
    }
}
