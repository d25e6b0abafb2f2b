package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.events;
import static parley.engine.conversation.House.now;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.HoldExtended;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceBlocked;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;

/** Nobody is told of a sentence before it was judged, and nobody ever of a blocked one. */
class GateTest {
    private static final String RUDE = Gatehouse.RUDE;

    @AutoClose
    @SuppressWarnings("NullAway.Init") // opened by each test
    private Gatehouse gate;

    private void open(String after) {
        gate = new Gatehouse(Gatehouse.words(after));
    }

    @Test
    void a_blocked_sentence_reaches_nobody_and_what_follows_closes_the_gap() throws Exception {
        open("go-on");
        gate.house.models.answers.put(
                "Ann", _ -> Scripts.saying("All ", "is we", "ll. ", "You gad", "zoo", "ks! ", "Good", " day."));
        ConversationId room = gate.aloud("rude", "Ann", "Bob");

        List<FeedEvent> seen = gate.heard(room, 2);

        assertThat(Gatehouse.sentences(seen, 1)).containsExactly("0@0All is well. ", "1@13Good day.");
        // A viewer that comes in the middle of a turn is told at once what was said until then.
        assertThat(Gatehouse.deltas(seen)).allMatch("All is well. Good day.I am Bob. I have spoken."::contains);
        assertThat(events(seen, SentenceBlocked.class)).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo("blocked:1");
            assertThat(it.length()).isEqualTo(RUDE.length());
            assertThat(it.hash()).isEmpty();
        });
        assertThat(events(gate.house.watched(room, Cursor.START, RoundEnded.class::isInstance), SentenceVoiced.class))
                .hasSize(4);
        assertThat(gate.house.speaker.heard).contains("Good day.").noneMatch(it -> it.contains("gadzooks"));
        assertThat(gate.house.models.asked)
                .hasSize(2)
                .anyMatch(it -> it.toString().contains("Good day."))
                .noneMatch(it -> it.toString().contains("gadzooks"));
        String hash = gate.stored(room, SentenceBlocked.class).hash();
        assertThat(hash).isEqualTo(Endings.hash(RUDE));
        assertThat(seen.toString())
                .contains("Good day.")
                .doesNotContain("gadzooks")
                .doesNotContain(hash);
        assertThat(gate.rows(room)).contains("Good day.").contains(hash).doesNotContain("gadzooks");
        assertThat(gate.house.texts(room)).contains("All is well. Good day.");
        assertThat(now(gate.house.conversations.sound(room, ADA, 1, 1)).bytes().utf8String())
                .isEqualTo("Good day.");
        Receipt receipt = now(gate.house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.attempts().getFirst().blocked()).isEqualTo(1);
        assertThat(receipt.toString()).doesNotContain("gadzooks").doesNotContain(hash);
        gate.holds(room);
    }

    @Test
    void a_turn_of_blocked_sentences_alone_ends_whole_and_empty_is_paid_for_and_the_round_goes_on() throws Exception {
        open("go-on");
        gate.house.models.answers.put("Ann", _ -> Scripts.saying(RUDE, RUDE, "Gadzooks."));
        ConversationId room = gate.house.open("empty", "Ann", "Bob");

        List<FeedEvent> seen = gate.heard(room, 3);

        assertThat(events(seen, SentenceBlocked.class)).hasSize(6);
        assertThat(Gatehouse.sentences(seen, 1)).isEmpty();
        assertThat(Gatehouse.sentences(seen, 2)).containsExactly("0@0I am Bob. ", "1@10I have spoken.");
        assertThat(events(seen, TurnCompleted.class)).hasSize(3).first().satisfies(it -> {
            assertThat(it.hash()).isEqualTo(Endings.hash(""));
            assertThat(it.usage().outputTokens()).isEqualTo(3);
        });
        assertThat(gate.house.accounts.settled.get(new HoldId("empty/1"))).isPositive();
        Receipt receipt = now(gate.house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.text()).isEmpty();
        assertThat(receipt.attempts()).singleElement().satisfies(it -> {
            assertThat(it.blocked()).isEqualTo(3);
            assertThat(it.proven()).isTrue();
        });
        assertThat(now(gate.house.conversations.receipt(room, ADA, 3)).attempts())
                .singleElement()
                .satisfies(it -> assertThat(it.proven()).isTrue());
        gate.house.restart(room);
        assertThat(gate.house.texts(room)).containsExactly("Hello", "", "I am Bob. I have spoken.", "");
        gate.holds(room);
    }

    @Test
    void moderation_can_end_the_turn_and_the_next_one_follows() throws Exception {
        open("stop");
        gate.house.models.answers.put(
                "Ann",
                _ -> Source.from(List.of("All is well. ", RUDE))
                        .concat(Source.repeat("And on and on. ").throttle(1, Duration.ofMillis(5)))
                        .map(it -> (Chunk) new Chunk.Text(it)));
        ConversationId room = gate.house.open("ended", "Ann", "Bob");

        List<FeedEvent> seen = gate.heard(room, 2);

        assertThat(Gatehouse.sentences(seen, 1)).containsExactly("0@0All is well. ");
        assertThat(Gatehouse.sentences(seen, 2)).hasSize(2);
        assertThat(Gatehouse.deltas(seen)).allMatch("All is well. I am Bob. I have spoken."::contains);
        TurnStopped stopped = events(seen, TurnStopped.class).getFirst();
        assertThat(stopped.reason()).isEqualTo("moderation");
        assertThat(stopped.credits()).isPositive().isEqualTo(gate.house.accounts.settled.get(new HoldId("ended/1")));
        List<ConversationEvent> recorded = events(seen, ConversationEvent.class);
        assertThat(recorded.get(recorded.indexOf(stopped) - 1)).isInstanceOf(SentenceBlocked.class);
        assertThat(events(seen, SentenceBlocked.class)).hasSize(1);
        assertThat(now(gate.house.conversations.receipt(room, ADA, 1)).ending()).isEqualTo("stopped");
        gate.holds(room);
    }

    @Test
    void moderation_ends_a_turn_whose_last_sentence_it_blocks() {
        open("stop");
        gate.house.models.answers.put("Ann", _ -> Scripts.saying("All is well. ", RUDE));
        ConversationId room = gate.aloud("last", "Ann", "Bob");

        List<FeedEvent> seen = gate.heard(room, 2);

        assertThat(events(seen, TurnStopped.class)).singleElement().satisfies(it -> {
            assertThat(it.reason()).isEqualTo("moderation");
            assertThat(it.usage().outputTokens()).isEqualTo(2);
        });
        assertThat(Gatehouse.sentences(seen, 2)).hasSize(2);
    }

    @Test
    void an_attempt_after_a_crash_goes_on_after_what_was_told() throws Exception {
        open("go-on");
        gate.house.models.answers.put(
                "Ann",
                _ -> Scripts.saying("All is well. ", RUDE, "Nobody hears")
                        .take(3)
                        .concat(Source.maybe()));
        ConversationId room = gate.house.open("crashed", "Ann");
        Accepted said = now(gate.house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        gate.house.watched(room, said.cursor(), SentenceBlocked.class::isInstance);

        gate.house.restart(room);
        gate.house.models.answers.put("Ann", _ -> Scripts.saying(RUDE, "Good day."));
        gate.house.conversations.wake(room);
        List<FeedEvent> seen = gate.house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(Gatehouse.sentences(seen, 1)).containsExactly("0@0All is well. ", "1@13Good day.");
        assertThat(gate.house.models.asked).hasSize(2).last().satisfies(it -> {
            assertThat(it.prefill()).isEqualTo("All is well. ");
            assertThat(it.toString()).doesNotContain("gadzooks");
        });
        assertThat(now(gate.house.conversations.receipt(room, ADA, 1)).attempts())
                .extracting(Receipt.Attempt::blocked)
                .containsExactly(1, 1);
        assertThat(gate.rows(room)).doesNotContain("gadzooks").doesNotContain("Nobody");
        gate.holds(room);
    }

    @Test
    void a_reply_that_nobody_hears_is_held_for_as_it_grows() {
        open("go-on");
        List<String> rude = new ArrayList<>();
        for (int sentence = 0; sentence < 16; sentence++) rude.add("You are a gadzooks as wide and grey as the sea. ");
        gate.house.models.answers.put(
                "Dear", _ -> Scripts.saying(rude.toArray(String[]::new)).throttle(1, Duration.ofMillis(20)));
        ConversationId room = gate.house.open("dear", "Dear");

        List<FeedEvent> seen = gate.heard(room, 1);

        assertThat(events(seen, SentenceBlocked.class)).hasSize(16);
        assertThat(events(seen, HoldExtended.class)).isNotEmpty();
        assertThat(events(seen, TurnCompleted.class)).hasSize(1);
    }
}
