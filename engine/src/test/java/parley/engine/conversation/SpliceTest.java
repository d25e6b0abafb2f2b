package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.agent.Participant;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.floor.SpeakerRule;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

/** What becomes of a reply whose model breaks off, in a room that has asked for it to go on. */
class SpliceTest {
    private static final Rules SPLICING =
            new Rules(new SpeakerRule.RoundRobin(), null, Rules.WhenBusy.REJECT, false, null, true);

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
    void goes_on_after_the_last_whole_sentence_where_the_model_can_and_the_receipt_shows_the_seam() {
        AtomicInteger tries = new AtomicInteger();
        house.models.answers.put(
                "Ann",
                it -> tries.incrementAndGet() == 1
                        ? breaking("The sea is wide. It is al", cut())
                        : Scripts.saying("It is grey", " and cold."));
        ConversationId room = open("seam", Voice.NONE, "Ann");
        assertThat(round(room).ending()).isEqualTo(Ending.LIMIT);

        TurnSuperseded lost = only(room, TurnSuperseded.class);
        assertThat(lost.kept()).isEqualTo("The sea is wide. ".length());
        assertThat(lost.wasted()).isPositive();
        assertThat(lost.reason()).isEqualTo("cut_off: the connection broke");
        assertThat(house.texts(room)).endsWith("The sea is wide. It is grey and cold.");
        assertThat(house.models.asked)
                .last()
                .satisfies(it -> assertThat(it.prefill()).isEqualTo("The sea is wide. "));
        assertThat(house.accounts.wasted).containsEntry("seam/1/1", lost.wasted());

        Receipt receipt = now(house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.attempts()).extracting(Receipt.Attempt::from).containsExactly(0, 17);
        assertThat(receipt.attempts()).extracting(Receipt.Attempt::to).containsExactly(25, 37);
        assertThat(receipt.attempts().getFirst().reason()).isEqualTo(lost.reason());
        assertThat(receipt.attempts().getLast().why().policy()).isEqualTo("splice");
        assertThat(receipt.attempts()).allSatisfy(it -> assertThat(it.proven()).isTrue());
        assertThat(receipt.text()).isEqualTo("The sea is wide. It is grey and cold.");
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void strikes_what_was_said_and_begins_again_where_the_model_cannot_go_on() {
        AtomicInteger tries = new AtomicInteger();
        house.models.answers.put(
                "Forgetful",
                _ -> tries.incrementAndGet() == 1
                        ? breaking("The sea is wide. ", new ModelFailure.Malformed("what is that"))
                        : Scripts.saying("The sea is deep."));
        ConversationId room = open("struck", Voice.NONE, "Forgetful");
        round(room);

        assertThat(only(room, TurnSuperseded.class).kept()).isZero();
        assertThat(house.texts(room)).endsWith("The sea is deep.");
        assertThat(house.journal(room, SentenceSpoken.class))
                .extracting(SentenceSpoken::index)
                .containsExactly(0, 0);
    }

    @Test
    void tries_the_same_model_once_more_and_then_those_that_take_over() {
        house.models.answers.put("Ann", _ -> breaking("Well. ", new ModelFailure.TimedOut("silent")));
        house.models.answers.put("Bea", _ -> breaking("So. ", cut()));
        ConversationId room = open("chain", Voice.NONE, "Ann", "Bea", "Forgetful");
        round(room);

        assertThat(house.journal(room, TurnStarted.class))
                .extracting(it -> it.model().model())
                .containsExactly("Ann", "Ann", "Bea", "Bea", "Forgetful");
        assertThat(house.texts(room)).endsWith("I am Ann. I have spoken.");
        assertThat(house.accounts.wasted).containsOnlyKeys("chain/1/1", "chain/1/2", "chain/1/3", "chain/1/4");
    }

    @Test
    void gives_up_after_so_many_attempts_with_the_last_failure() {
        house.models.answers.put("Ann", _ -> breaking("Well. ", cut()));
        ConversationId room = open("hopeless", Voice.NONE, "Ann");
        assertThat(round(room).ending()).isEqualTo(Ending.FAILED);

        TurnFailed failed = only(room, TurnFailed.class);
        assertThat(failed.attempt()).isEqualTo(House.SETTINGS.attempts());
        assertThat(failed.code()).isEqualTo("cut_off");
        assertThat(house.accounts.settled).isEmpty();
        assertThat(house.accounts.available).isEqualTo(10_000);
    }

    @Test
    void what_the_model_refuses_in_mid_answer_ends_the_turn() {
        house.models.answers.put("Ann", _ -> breaking("Well. ", new ModelFailure.Rejected("not that")));
        ConversationId room = open("refused", Voice.NONE, "Ann", "Bea");
        assertThat(round(room).ending()).isEqualTo(Ending.FAILED);
        assertThat(house.journal(room, TurnSuperseded.class)).isEmpty();
    }

    @Test
    void every_sentence_that_stands_is_heard_once_in_order() {
        AtomicInteger tries = new AtomicInteger();
        house.models.answers.put(
                "Ann",
                _ -> tries.incrementAndGet() == 1
                        ? breaking("One is one. Two is two. Three is thr", cut())
                        : Scripts.saying("Three is three. ", "Four is four."));
        ConversationId room = open("heard", House.ALOUD, "Ann");
        round(room);
        house.watched(
                room, Cursor.START, it -> it instanceof ConversationEvent.SentenceVoiced voiced && voiced.index() == 3);

        assertThat(house.journal(room, ConversationEvent.SentenceVoiced.class))
                .extracting(ConversationEvent.SentenceVoiced::index)
                .contains(0, 1, 2, 3);
        assertThat(house.texts(room)).endsWith("One is one. Two is two. Three is three. Four is four.");
    }

    private static ModelFailure cut() {
        return new ModelFailure.CutOff("the connection broke");
    }

    /** Says this, word by word, and fails. */
    static Source<Chunk, NotUsed> breaking(String text, ModelFailure failure) {
        List<String> words =
                Stream.concat(Stream.of(text.split("(?<= )")), Stream.of("")).toList();
        return Source.from(words).map(it -> {
            if (it.isEmpty()) throw failure;
            return new Chunk.Text(it);
        });
    }

    private ConversationId open(String id, Voice voice, String agent, String... fallbacks) {
        ConversationId room = new ConversationId(id);
        List<ModelRef> others = Stream.of(fallbacks).map(FallbackTest::model).toList();
        Participant seat = House.seat(agent, voice);
        Participant cast = new Participant(seat.agent(), seat.casting().fallingBackOn(others));
        now(house.conversations.open(room, ADA, "A room", List.of(cast), SPLICING));
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
