package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.floor.Choice;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.price.Price;
import parley.engine.speech.Voice;

/** A process died; this is what its journal holds, and what happens when the room wakes elsewhere. */
class RecoveryTest {
    private static final Price PRICE = Price.of(new ModelRef("test", Price.ANY), "1", "1");
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @AutoClose
    private static final House house = new House();

    @Test
    void goes_on_after_the_last_sentence_where_the_model_can() {
        house.models.answers.put("Ann", it -> Scripts.saying("And", " more", "."));
        ConversationId room = died("prefilled", "Ann", 1, spoken(0, 0, "I was here. "));

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(events(seen, ConversationEvent.TurnSuperseded.class))
                .singleElement()
                .satisfies(it -> assertThat(it.kept()).isEqualTo(12));
        assertThat(events(seen, ConversationEvent.SentenceSpoken.class))
                .extracting(it -> it.index() + "@" + it.start() + it.text())
                .containsExactly("0@0I was here. ", "1@12And more.");
        assertThat(house.models.asked).anySatisfy(it -> assertThat(it.prefill()).isEqualTo("I was here. "));
        assertThat(now(house.conversations.view(room, ADA)).lines().getLast().text())
                .isEqualTo("I was here. And more.");
    }

    @Test
    void strikes_the_lost_text_and_begins_again_where_the_model_cannot() {
        ConversationId room = died("replaced", "Forgetful", 1, spoken(0, 0, "I was here. "));

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(events(seen, ConversationEvent.TurnSuperseded.class))
                .singleElement()
                .satisfies(it -> assertThat(it.kept()).isZero());
        assertThat(now(house.conversations.view(room, ADA)).lines().getLast().text())
                .isEqualTo("I am Forgetful. I have spoken.");
        assertThat(house.accounts.wasted).containsKey("replaced/1/1");
    }

    @Test
    void ends_with_exactly_the_turns_asked_for_and_one_charge_a_turn() {
        ConversationId room = died("exact", "Bob", 3);

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(3));

        assertThat(events(seen, ConversationEvent.TurnCompleted.class)).hasSize(3);
        assertThat(events(seen, ConversationEvent.TurnCharged.class))
                .extracting(ConversationEvent.TurnCharged::turn)
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void pays_what_an_ended_turn_still_owes() {
        ConversationId room = died(
                "owing",
                "Ann",
                1,
                new ConversationEvent.TurnStopped(1, 1, new Usage(1, 1, true), 1, null, null, THEN),
                new ConversationEvent.RoundEnded(1, Ending.STOPPED, null, null, THEN));

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(events(seen, ConversationEvent.TurnStarted.class)).hasSize(1);
    }

    @Test
    void gives_up_a_turn_that_was_lost_too_often() {
        ConversationId room = died("hopeless", "Ann", 1);
        List<Object> lost = new ArrayList<>();
        for (int attempt = 1; attempt < House.SETTINGS.attempts(); attempt++) {
            lost.add(new ConversationEvent.TurnSuperseded(1, attempt, 0, 0, null, false, THEN));
            lost.add(started("hopeless", attempt + 1, 0));
        }
        house.journal.persistForRecovery(Conversation.persistenceId(room).id(), lost);

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(events(seen, ConversationEvent.TurnFailed.class))
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("too_many_attempts"));
    }

    @Test
    void a_turn_that_was_handed_over_again_and_again_goes_on_and_was_tried_once() {
        ConversationId room = died("travelled", "Ann", 1, spoken(0, 0, "I was here. "));
        int often = House.SETTINGS.attempts() * 2;
        List<Object> moves = new ArrayList<>();
        for (int attempt = 1; attempt < often; attempt++) {
            moves.add(new ConversationEvent.TurnSuperseded(1, attempt, 12, 0, null, true, THEN));
            moves.add(started("travelled", attempt + 1, 12));
        }
        moves.add(new ConversationEvent.TurnSuperseded(1, often, 12, 0, null, true, THEN));
        house.journal.persistForRecovery(Conversation.persistenceId(room).id(), moves);

        house.conversations.wake(room);
        List<FeedEvent> seen = house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(events(seen, ConversationEvent.TurnSuperseded.class))
                .hasSize(often)
                .allMatch(ConversationEvent.TurnSuperseded::handedOver);
        assertThat(events(seen, ConversationEvent.TurnStarted.class).getLast()).satisfies(it -> {
            assertThat(it.attempt()).isEqualTo(often + 1);
            assertThat(it.from()).isEqualTo(12);
        });
        assertThat(now(house.conversations.view(room, ADA)).lines().getLast().text())
                .startsWith("I was here. ")
                .hasSizeGreaterThan(12);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
        assertThat(house.accounts.wasted).doesNotContainKey("travelled/1/" + often);
    }

    /** A room whose first turn of a round was in mid-air when its process died. */
    private static ConversationId died(String id, String agent, int turns, ConversationEvent... after) {
        ConversationId room = new ConversationId(id);
        List<Object> events = new ArrayList<>();
        events.add(new ConversationEvent.Opened(ADA, "A room", List.of(House.seat(agent, Voice.NONE)), THEN));
        events.add(new ConversationEvent.MessageSaid("m1", ADA, "Hello", THEN));
        events.add(new ConversationEvent.RoundStarted(1, turns, THEN));
        events.add(new ConversationEvent.TurnStarted(
                1,
                1,
                House.seat(agent, Voice.NONE).agent(),
                new Choice("round-robin", List.of(), "first", 0),
                new ModelRef("test", agent),
                new HoldId(id + "/1"),
                5,
                0,
                null,
                PRICE,
                THEN));
        events.addAll(List.of(after));
        house.journal.persistForRecovery(Conversation.persistenceId(room).id(), events);
        return room;
    }

    /** The events of one turn of Ann's, up to its charge or left in mid-air. */
    static List<ConversationEvent> turn(ConversationId room, int turn, boolean open, Instant at) {
        HoldId hold = new HoldId(room.value() + "/" + turn);
        List<ConversationEvent> events = new ArrayList<>();
        events.add(new ConversationEvent.TurnStarted(
                turn,
                1,
                new AgentId("Ann"),
                new Choice("round-robin", List.of(), "her turn", 0),
                new ModelRef("test", "Ann"),
                hold,
                5,
                0,
                null,
                PRICE,
                at));
        if (open) return events;
        events.add(new ConversationEvent.TurnCompleted(turn, 1, Chunk.Reason.STOP, new Usage(1, 1, true), 1, null, at));
        events.add(new ConversationEvent.TurnCharged(turn, 1, at));
        return events;
    }

    private static ConversationEvent started(String room, int attempt, int from) {
        return new ConversationEvent.TurnStarted(
                1,
                attempt,
                House.seat("Ann", Voice.NONE).agent(),
                new Choice("recovery", List.of(), "lost", 0),
                new ModelRef("test", "Ann"),
                new HoldId(room + "/1"),
                5,
                from,
                null,
                PRICE,
                THEN);
    }

    private static ConversationEvent spoken(int index, int start, String text) {
        return new ConversationEvent.SentenceSpoken(1, 1, index, start, text, null, null, THEN);
    }

    private static <T> List<T> events(List<FeedEvent> seen, Class<T> type) {
        return seen.stream()
                .filter(it -> it instanceof FeedEvent.Recorded)
                .map(it -> ((FeedEvent.Recorded) it).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
