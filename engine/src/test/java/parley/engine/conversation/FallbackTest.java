package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** What becomes of a turn whose model fails before anything of its answer was seen. */
class FallbackTest {
    @AutoClose
    private static final House house = new House();

    @BeforeEach
    void cleans() {
        house.models.answers.clear();
        house.models.asked.clear();
        house.accounts.wasted.clear();
        house.accounts.settled.clear();
        house.accounts.available = 10_000;
    }

    @Test
    void the_next_model_answers_and_all_see_that_it_did() {
        fails("Ann", new ModelFailure.Unpaid("no money there"));
        house.models.answers.put("Bea", _ -> Scripts.saying("Here", " I am."));
        ConversationId room = open("room", "Ann", "Bea", "Cleo");

        assertThat(round(room).ending()).isEqualTo(Ending.LIMIT);

        TurnSuperseded lost = only(room, TurnSuperseded.class);
        assertThat(lost.reason()).isEqualTo("unpaid: no money there");
        assertThat(lost.kept()).isZero();
        assertThat(lost.wasted()).isZero();
        TurnStarted next = house.journal(room, TurnStarted.class).getLast();
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.model()).isEqualTo(model("Bea"));
        assertThat(next.why().policy()).isEqualTo("fallback");
        assertThat(next.price()).isEqualTo(House.PRICES.now().price(model("Bea")));
        assertThat(house.texts(room)).endsWith("Here I am.");
        assertThat(house.accounts.wasted).isEmpty();
        assertThat(house.accounts.settled).containsOnlyKeys(new HoldId("room/1"));
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void the_receipt_tells_which_model_was_asked_and_why() {
        fails("Ann", new ModelFailure.Overloaded("too busy"));
        ConversationId room = open("told", "Ann", "Bea");
        round(room);

        Receipt receipt = now(house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.model()).isEqualTo(model("Bea"));
        assertThat(receipt.price()).isEqualTo(House.PRICES.now().price(model("Bea")));
        assertThat(receipt.why().policy()).isEqualTo("round-robin");
        assertThat(receipt.attempts()).hasSize(2);
        Receipt.Attempt first = receipt.attempts().getFirst();
        assertThat(first.model()).isEqualTo(model("Ann"));
        assertThat(first.ending()).isEqualTo("superseded");
        assertThat(first.reason()).isEqualTo("overloaded: too busy");
        assertThat(first.wasted()).isZero();
        Receipt.Attempt second = receipt.attempts().getLast();
        assertThat(second.model()).isEqualTo(model("Bea"));
        assertThat(second.why().policy()).isEqualTo("fallback");
        assertThat(second.why().reason()).isEqualTo("overloaded: too busy");
        assertThat(second.ending()).isEqualTo("completed");
        assertThat(second.proven()).isTrue();
    }

    @Test
    void the_prompt_is_written_again_for_the_other_window() {
        ConversationId room = open("small", "Ann", "Small");
        house.round(room, "m1", "It was a dark and stormy night. ".repeat(60), 1);
        house.models.asked.clear();
        fails("Ann", new ModelFailure.TimedOut("silent"));
        house.round(room, "m2", "And then? ".repeat(200), 1);

        house.watched(room, Cursor.START, ConversationTest.chargedTurn(2));
        List<Integer> lengths =
                house.models.asked.stream().map(it -> it.length()).toList();
        assertThat(lengths).hasSize(2);
        assertThat(lengths.getLast()).isLessThan(lengths.getFirst());
        TurnStarted next = house.journal(room, TurnStarted.class).getLast();
        assertThat(next.model()).isEqualTo(model("Small"));
        assertThat(Objects.requireNonNull(next.brief()).context()).isEqualTo(1_200);
        assertThat(now(house.conversations.receipt(room, ADA, 2)).attempts())
                .allSatisfy(it -> assertThat(it.proven()).isTrue());
    }

    @Test
    void after_the_last_of_them_the_turn_fails_with_the_last_failure_and_costs_nothing() {
        fails("Ann", new ModelFailure.Unreachable("no way to Ann"));
        fails("Bea", new ModelFailure.Unauthorized("Bea does not know you"));
        ConversationId room = open("lost", "Ann", "Bea");
        assertThat(round(room).ending()).isEqualTo(Ending.FAILED);

        TurnFailed failed = only(room, TurnFailed.class);
        assertThat(failed.attempt()).isEqualTo(2);
        assertThat(failed.code()).isEqualTo("unauthorized");
        assertThat(failed.reason()).isEqualTo("Bea does not know you");
        assertThat(house.accounts.settled).isEmpty();
        assertThat(house.accounts.wasted).isEmpty();
        assertThat(house.accounts.available).isEqualTo(10_000);
    }

    @Test
    void models_that_nobody_knows_here_are_passed_over() {
        fails("Ann", new ModelFailure.Rejected("not that"));
        Participant ann = cast("Ann", List.of(new ModelRef("elsewhere", "Zoe"), model("Ann"), model("Bea")));
        ConversationId room = new ConversationId("passed");
        now(house.conversations.open(room, ADA, "A room", List.of(ann), Rules.USUAL));
        round(room);

        assertThat(house.journal(room, TurnStarted.class))
                .extracting(TurnStarted::model)
                .containsExactly(model("Ann"), model("Bea"));
    }

    @Test
    void more_is_held_where_the_next_model_is_dearer() {
        fails("Ann", new ModelFailure.Overloaded("too busy"));
        ConversationId room = open("dear", "Ann", "Dear");
        round(room);

        List<TurnStarted> started = house.journal(room, TurnStarted.class);
        assertThat(started.getLast().credits()).isGreaterThan(started.getFirst().credits());
        assertThat(now(house.conversations.receipt(room, ADA, 1)).held())
                .isEqualTo(started.getLast().credits());
        assertThat(house.accounts.settled.get(new HoldId("dear/1")))
                .isEqualTo(only(room, TurnCompleted.class).credits());
    }

    @Test
    void a_turn_fails_where_the_next_model_cannot_be_paid_for() {
        fails("Ann", new ModelFailure.Overloaded("too busy"));
        ConversationId room = open("poor", "Ann", "Dear");
        house.accounts.available = 20;
        assertThat(round(room).ending()).isEqualTo(Ending.FAILED);

        assertThat(only(room, TurnFailed.class).code()).isEqualTo("insufficient_credits");
        assertThat(house.accounts.available).isEqualTo(20);
    }

    @Test
    void whoever_has_said_something_is_not_replaced() {
        house.models.answers.put("Ann", _ -> SpliceTest.breaking("I was about to. ", new ModelFailure.CutOff("broke")));
        ConversationId room = open("seen", "Ann", "Bea");
        assertThat(round(room).ending()).isEqualTo(Ending.FAILED);

        assertThat(house.journal(room, TurnSuperseded.class)).isEmpty();
        assertThat(only(room, TurnFailed.class).code()).isEqualTo("cut_off");
    }

    @Test
    void a_stop_while_a_model_is_waited_for_is_the_end_of_it() {
        house.models.answers.put("Ann", _ -> Source.<Chunk>maybe().mapMaterializedValue(_ -> NotUsed.getInstance()));
        ConversationId room = open("stopped", "Ann", "Bea");
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, TurnStarted.class::isInstance);
        now(house.conversations.stop(room, ADA));

        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));
        assertThat(house.journal(room, TurnStarted.class)).hasSize(1);
        assertThat(house.journal(room, ConversationEvent.TurnStopped.class)).hasSize(1);
    }

    private void fails(String model, ModelFailure failure) {
        house.models.answers.put(model, _ -> Source.failed(failure));
    }

    static ModelRef model(String name) {
        return new ModelRef("test", name);
    }

    static Participant cast(String name, List<ModelRef> fallbacks) {
        Participant seat = House.seat(name, Voice.NONE);
        return new Participant(seat.agent(), seat.casting().fallingBackOn(fallbacks));
    }

    private ConversationId open(String id, String agent, String... fallbacks) {
        ConversationId room = new ConversationId(id);
        List<ModelRef> others = Stream.of(fallbacks).map(FallbackTest::model).toList();
        now(house.conversations.open(room, ADA, "A room", List.of(cast(agent, others)), Rules.USUAL));
        return room;
    }

    /** One round of one turn, up to its charge. */
    private ConversationEvent.RoundEnded round(ConversationId room) {
        ConversationEvent.RoundEnded ended = house.round(room, "m1", "Hello", 1);
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));
        return ended;
    }

    private <T> T only(ConversationId room, Class<T> type) {
        assertThat(house.journal(room, type)).hasSize(1);
        return house.journal(room, type).getFirst();
    }
}
