package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Voice;

/** A room that cannot be read says so, and nobody else notices. */
class QuarantineTest {
    private static final Instant THEN = Instant.parse("2026-11-20T12:00:00Z");

    @AutoClose
    private static final House house = new House();

    @Test
    void every_door_of_a_poisoned_room_says_why_and_the_others_live_on() {
        ConversationId room = poisoned("poisoned");

        refused(Refusal.Kind.QUARANTINED, () -> house.conversations.view(room, ADA));
        refused(Refusal.Kind.QUARANTINED, () -> house.conversations.say(room, ADA, "m", "Hello?", 1, null));
        refused(Refusal.Kind.QUARANTINED, () -> house.conversations.stop(room, ADA));
        refused(
                Refusal.Kind.QUARANTINED,
                () -> house.conversations
                        .watch(room, ADA, Cursor.START)
                        .runWith(org.apache.pekko.stream.javadsl.Sink.head(), house.kit.system()));
        assertThatThrownBy(() -> now(house.conversations.view(room, ADA)))
                .hasMessageContaining("conversation.line-edited")
                .hasMessageContaining("does not fit what came before it");

        ConversationId other = house.open("healthy", "Ann");
        now(house.conversations.say(other, ADA, "m1", "Hello", 1, null));
        house.watched(other, Cursor.START, ConversationTest.chargedTurn(1));
        assertThat(house.texts(other)).hasSize(2);
    }

    @Test
    void what_the_journal_still_answers_does_not_break_the_quarantine() {
        for (int round = 0; round < 50; round++) {
            ConversationId room = poisoned("poisoned-" + round);
            refused(Refusal.Kind.QUARANTINED, () -> house.conversations.view(room, ADA));
            refused(Refusal.Kind.QUARANTINED, () -> house.conversations.stop(room, ADA));
        }
    }

    @Test
    void an_audit_of_a_poisoned_room_names_the_event() {
        ConversationId room = poisoned("poisoned-too");

        assertThat(now(house.conversations.verify(room)).findings())
                .anyMatch(it -> it.startsWith("event 2, conversation.line-edited"));
    }

    @Test
    void a_fork_of_a_poisoned_past_is_quarantined_too() {
        ConversationId parent = poisoned("poisoned-parent");
        ConversationId child = ConversationId.fork();
        house.journal.persistForRecovery(
                Conversation.persistenceId(child).id(),
                List.of(new ConversationEvent.Forked(parent, 2, ADA, "A fork", THEN)));

        refused(Refusal.Kind.QUARANTINED, () -> house.conversations.view(child, ADA));
    }

    private static ConversationId poisoned(String id) {
        ConversationId room = new ConversationId(id);
        house.journal.persistForRecovery(
                Conversation.persistenceId(room).id(),
                List.of(
                        new ConversationEvent.Opened(ADA, "A room", List.of(House.seat("Ann", Voice.NONE)), THEN),
                        new ConversationEvent.LineEdited(99, "There is no such line", THEN)));
        return room;
    }
}
