package parley.http.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationEvent.MessageQueued;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.kernel.UserId;

class UtteranceTest {
    private static final Instant AT = Instant.ofEpochSecond(1_763_744_725);
    private static final UserId ADA = new UserId("ada");
    private static final AgentId ANN = new AgentId("ann");

    private static List<Uttered> uttered(FeedEvent... events) {
        Utterance utterance = new Utterance("m");
        return Stream.of(events).flatMap(it -> utterance.of(it).stream()).toList();
    }

    private static FeedEvent recorded(ConversationEvent event) {
        return new FeedEvent.Recorded(Cursor.START, event);
    }

    private static FeedEvent delta(int end, String text) {
        return new FeedEvent.Delta(new Cursor(1, end), 1, 1, ANN, text);
    }

    private static FeedEvent spoken(int index, int start, String text) {
        return recorded(new SentenceSpoken(1, 1, index, start, text, null, null, AT));
    }

    private static FeedEvent said(String message) {
        return recorded(new MessageSaid(message, ADA, "Tea?", AT));
    }

    private static FeedEvent ended(Ending ending) {
        return recorded(new RoundEnded(1, ending, null, null, AT));
    }

    private static FeedEvent queued() {
        return recorded(new MessageQueued("m", ADA, "Tea?", 1, WhenBusy.QUEUE, AT));
    }

    private static String text(List<Uttered> all) {
        return all.stream()
                .map(it -> it instanceof Uttered.Grown grown ? grown.text() : "")
                .collect(Collectors.joining());
    }

    @Test
    void tells_nothing_twice_that_is_written_and_then_recorded() {
        List<Uttered> all =
                uttered(said("m"), delta(4, "One."), delta(9, " Two."), spoken(0, 0, "One. "), spoken(1, 5, "Two."));

        assertThat(all.getFirst()).isInstanceOf(Uttered.Begun.class);
        assertThat(text(all)).isEqualTo("One. Two.");
        assertThat(all).contains(new Uttered.Closed(0, "One."), new Uttered.Closed(1, "Two."));
    }

    @Test
    void tells_what_is_missing_when_it_fell_behind() {
        List<Uttered> all = uttered(
                said("m"), delta(3, "One"), delta(20, "late and early"), spoken(0, 0, "One. "), spoken(1, 5, "Two. "));

        assertThat(text(all)).isEqualTo("One. Two. ");
    }

    @Test
    void waits_for_others_who_speak_before() {
        List<Uttered> all = uttered(
                queued(),
                delta(5, "Other"),
                spoken(0, 0, "Other. "),
                ended(Ending.LIMIT),
                said("m"),
                recorded(new RoundStarted(2, 1, AT)),
                spoken(0, 0, "Mine."),
                ended(Ending.LIMIT));

        assertThat(text(all)).isEqualTo("Mine.");
        assertThat(all.getLast()).isInstanceOf(Uttered.Over.class);
    }

    @Test
    void is_over_where_a_message_that_waited_is_left_unanswered() {
        List<Uttered> all = uttered(queued(), ended(Ending.STOPPED), said("m"));

        assertThat(all)
                .singleElement()
                .isInstanceOfSatisfying(
                        Uttered.Over.class, it -> assertThat(it.ending()).isEqualTo(Ending.STOPPED));
    }

    @Test
    void goes_on_where_an_attempt_that_was_lost_left_off() {
        List<Uttered> all = uttered(
                said("m"),
                spoken(0, 0, "One. "),
                delta(8, "Two"),
                recorded(new TurnSuperseded(1, 1, 5, 0, null, false, AT)),
                delta(11, "Three."));

        assertThat(text(all)).isEqualTo("One. TwoThree.");
    }

    @Test
    void has_failed_where_nothing_could_be_paid() {
        List<Uttered> all = uttered(said("m"), ended(Ending.FAILED), ended(Ending.LIMIT));

        assertThat(all)
                .singleElement()
                .isInstanceOfSatisfying(
                        Uttered.Over.class, it -> assertThat(it.failure()).isNotNull());
    }
}
