package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.time.Duration;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.HoldExtended;
import parley.engine.conversation.ConversationEvent.QuestionAsked;
import parley.engine.conversation.ConversationEvent.QuestionCharged;
import parley.engine.conversation.ConversationEvent.QuestionDropped;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.SpeakerProposed;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Shortage;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

/** What a room has held for it, is charged, and says of it. */
class ChargingTest {
    private static final ModelRef CHAIR = new ModelRef("test", "Chair");

    @AutoClose
    private final House house = new House();

    @Test
    void a_message_whose_first_reply_cannot_be_paid_for_is_refused_and_not_recorded() {
        ConversationId room = house.open("poor", "Ann");
        house.accounts.available = 0;

        assertThatThrownBy(() -> now(house.conversations.say(room, ADA, "m1", "Hello", 1, null)))
                .satisfies(it -> assertThat(Refusal.in(it).flatMap(Shortage::in))
                        .hasValueSatisfying(lack -> assertThat(lack.required()).isPositive())
                        .hasValueSatisfying(lack -> assertThat(lack.available()).isZero()));

        assertThat(house.texts(room)).isEmpty();
        assertThat(house.models.asked).isEmpty();
        house.accounts.available = 100;
        assertThat(ended(room, "m1", 1).ending()).isEqualTo(Ending.LIMIT);
    }

    @Test
    void a_turn_keeps_the_price_that_it_began_with_on_record() {
        ConversationId room = house.open("priced", "Ann");
        ended(room, "m1", 1);

        TurnStarted started = only(room, TurnStarted.class);
        assertThat(started.price()).isEqualTo(House.PRICES.now().price(started.model()));
        assertThat(now(house.conversations.receipt(room, ADA, 1)).price()).isEqualTo(started.price());
    }

    @Test
    void a_hold_that_runs_out_in_mid_reply_is_extended() {
        ConversationId room = house.open("long", "Dear");
        house.models.answers.put("Dear", _ -> slowly(16));
        ended(room, "m1", 1);

        assertThat(house.journal(room, HoldExtended.class)).isNotEmpty();
        Receipt receipt = now(house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.ending()).isEqualTo("completed");
        assertThat(receipt.held())
                .isEqualTo(house.journal(room, HoldExtended.class).getLast().credits())
                .isGreaterThanOrEqualTo(house.accounts.settled.get(new HoldId("long/1")));
    }

    @Test
    void a_reply_whose_hold_cannot_be_extended_ends_with_its_sentence_and_says_why() {
        ConversationId room = house.open("cut", "Dear");
        house.models.answers.put("Dear", _ -> slowly(400));
        house.accounts.available = held(room) + 5;
        RoundEnded end = ended(room, "m1", 3);

        assertThat(end.limit()).isEqualTo("credits");
        assertThat(end.reason()).contains("Insufficient credits");
        TurnStopped stopped = only(room, TurnStopped.class);
        assertThat(stopped.reason()).isEqualTo(end.reason());
        assertThat(house.journal(room, SentenceSpoken.class).getLast().text().strip())
                .endsWith(".");
        Receipt receipt = now(house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.attempts().getLast().reason()).isEqualTo(end.reason());
        assertThat(house.accounts.settled.get(new HoldId("cut/1"))).isLessThanOrEqualTo(receipt.held());
        assertThat(house.accounts.available).isNotNegative();
    }

    @Test
    void a_supervisors_question_is_held_for_before_it_is_asked_charged_by_its_tokens_and_on_the_receipt() {
        house.models.answers.put("Chair", _ -> Scripts.saying("{\"speaker\": \"Bob\"}"));
        ConversationId room = house.open("chaired", chaired(), "Ann", "Bob");
        ended(room, "m1", 1);
        house.watched(room, Cursor.START, QuestionCharged.class::isInstance);

        QuestionAsked asked = only(room, QuestionAsked.class);
        assertThat(asked.credits()).isPositive();
        assertThat(asked.price().message()).isZero();
        assertThat(only(room, QuestionCharged.class).credits())
                .isEqualTo(house.accounts.settled.get(asked.hold()))
                .isEqualTo(1);
        assertThat(now(house.conversations.receipt(room, ADA, 1)).questions())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(Question.CHOOSE);
                    assertThat(it.model()).isEqualTo(CHAIR);
                    assertThat(it.credits()).isEqualTo(1);
                    assertThat(it.usage().estimated()).isFalse();
                });
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void a_question_that_cannot_be_paid_for_is_not_asked() {
        ConversationId room = house.open("broke", chaired(), "Ann", "Bob");
        house.accounts.available = 0;

        House.refused(Refusal.Kind.EXHAUSTED, () -> house.conversations.say(room, ADA, "m1", "Hello", 1, null));

        assertThat(house.models.asked).isEmpty();
        assertThat(house.journal(room, QuestionAsked.class)).isEmpty();
    }

    @Test
    void a_question_that_a_stop_overtakes_costs_nothing() {
        var gate = house.models.gate("Chair");
        ConversationId room = house.open("overtaken", chaired(), "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, QuestionAsked.class::isInstance);
        long before = house.accounts.available;
        now(house.conversations.stop(room, ADA));
        gate.open("{\"speaker\": \"Bob\"}");
        house.watched(room, Cursor.START, QuestionCharged.class::isInstance);

        assertThat(house.journal(room, QuestionDropped.class)).hasSize(1);
        assertThat(only(room, QuestionCharged.class).credits()).isZero();
        assertThat(house.accounts.settled).isEmpty();
        assertThat(house.accounts.available).isGreaterThanOrEqualTo(before);
    }

    @Test
    void a_question_lost_with_its_process_is_asked_again_under_the_same_hold() {
        var gate = house.models.gate("Chair");
        ConversationId room = house.open("lost", chaired(), "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, QuestionAsked.class::isInstance);
        house.restart(room);
        house.models.answers.put("Chair", _ -> Scripts.saying("{\"speaker\": \"Bob\"}"));
        house.conversations.wake(room);
        house.watched(room, Cursor.START, QuestionCharged.class::isInstance);
        gate.open("too late");

        assertThat(house.journal(room, QuestionAsked.class)).hasSize(1);
        assertThat(house.journal(room, SpeakerProposed.class)).hasSize(1);
        assertThat(house.accounts.settled)
                .containsEntry(only(room, QuestionAsked.class).hold(), 1L);
    }

    @Test
    void a_reply_that_breaks_off_is_wasted_and_not_charged() {
        house.models.answers.put(
                "Ann",
                _ -> slowly(3).map(chunk -> {
                    if (chunk instanceof Chunk.Text text && text.text().startsWith("The 3"))
                        throw new ModelFailure.CutOff("the connection broke");
                    return chunk;
                }));
        ConversationId room = house.open("broken", "Ann");
        assertThat(ended(room, "m1", 1).ending()).isEqualTo(Ending.FAILED);
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(only(room, TurnFailed.class).wasted()).isPositive();
        assertThat(house.accounts.wasted)
                .containsEntry("broken/1/1", only(room, TurnFailed.class).wasted());
        assertThat(house.accounts.settled).isEmpty();
    }

    private static Rules chaired() {
        return new Rules(new SpeakerRule.Model(CHAIR, "Be fair.", 2), null, WhenBusy.REJECT, false, null);
    }

    /** So many sentences of about ten tokens, one after the other. */
    private static Source<Chunk, NotUsed> slowly(int sentences) {
        return Source.range(1, sentences)
                .throttle(1, Duration.ofMillis(20), 1, ThrottleMode.shaping())
                .map(it -> (Chunk) new Chunk.Text("The " + it + " sea is wide and grey and cold today. "))
                .concat(Source.single(new Chunk.Finished(Chunk.Reason.STOP, new Usage(40, sentences * 10L, false))));
    }

    /** What the first reply of this room takes before it begins. */
    private long held(ConversationId room) {
        house.accounts.available = 0;
        try {
            now(house.conversations.say(room, ADA, "m0", "Hello", 1, null));
            throw new AssertionError("a reply was paid for by nobody");
        } catch (RuntimeException refused) {
            return Refusal.in(refused).flatMap(Shortage::in).orElseThrow().required();
        }
    }

    private RoundEnded ended(ConversationId room, String message, int turns) {
        return house.round(room, message, "Hello", turns);
    }

    private <T> T only(ConversationId room, Class<T> type) {
        assertThat(house.journal(room, type)).hasSize(1);
        return house.journal(room, type).getFirst();
    }
}
