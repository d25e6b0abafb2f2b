package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.Accepted;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.UserId;

class AnswerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserId ADA = new UserId("ada");

    /** The place of the event that is the last of the answer to the message "mine", from 1; 0 where none is. */
    private static int last(int round, ConversationEvent... events) {
        Answer answer = new Answer(new Accepted(new ConversationId("tea"), "mine", round, Cursor.START, false));
        List<ConversationEvent> all = List.of(events);
        return IntStream.rangeClosed(1, all.size())
                .filter(it -> answer.isLast(new FeedEvent.Recorded(new Cursor(it, 0), all.get(it - 1))))
                .findFirst()
                .orElse(0);
    }

    private static ConversationEvent said(String message) {
        return new ConversationEvent.MessageSaid(message, ADA, "Tea?", NOON);
    }

    private static ConversationEvent queued(String message) {
        return new ConversationEvent.MessageQueued(message, ADA, "Tea?", 1, WhenBusy.QUEUE, NOON);
    }

    private static ConversationEvent started(int round) {
        return new ConversationEvent.RoundStarted(round, 1, NOON);
    }

    private static ConversationEvent ended(int round, Ending ending) {
        return new ConversationEvent.RoundEnded(round, ending, null, null, NOON);
    }

    @Test
    void ends_with_the_round_that_answers() {
        assertThat(last(2, ended(1, Ending.STOPPED), said("mine"), started(2), ended(2, Ending.LIMIT)))
                .isEqualTo(4);
    }

    @Test
    void ends_with_the_round_into_which_it_was_said() {
        assertThat(last(1, said("mine"), ended(1, Ending.LIMIT))).isEqualTo(2);
    }

    @Test
    void waits_with_a_message_for_its_own_round_even_where_another_was_answered_first() {
        assertThat(last(
                        2,
                        queued("mine"),
                        queued("urgent"),
                        ended(1, Ending.INTERRUPTED),
                        said("urgent"),
                        started(2),
                        ended(2, Ending.LIMIT),
                        said("mine"),
                        started(3),
                        ended(3, Ending.LIMIT)))
                .isEqualTo(9);
    }

    @Test
    void ends_where_a_stop_leaves_a_waiting_message_unanswered() {
        assertThat(last(2, queued("mine"), ended(1, Ending.STOPPED), said("other"), said("mine")))
                .isEqualTo(4);
    }

    @Test
    void ends_with_the_conversation() {
        assertThat(last(2, queued("mine"), new ConversationEvent.Deleted(NOON))).isEqualTo(2);
    }
}
