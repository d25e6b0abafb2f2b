package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationView.State;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Voice;

/** People direct a room while it talks. */
class DirectionsTest {
    @AutoClose
    private static final House house = new House();

    @Test
    void a_queued_message_waits_for_the_round_and_is_answered_then() {
        ConversationId room = house.open("queued", rules(WhenBusy.QUEUE), "Gate", "Bob");
        var gate = house.models.gate("Gate");
        now(house.conversations.say(room, ADA, "m1", "First", 1, null));
        Accepted second = now(house.conversations.say(room, ADA, "m2", "Second", 1, null));
        gate.open("Done.");

        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);

        assertThat(second.waits()).isTrue();
        assertThat(second.round()).isEqualTo(2);
        assertThat(house.texts(room)).containsExactly("First", "Done.", "Second", "I am Bob. I have spoken.");
        assertThat(House.events(seen, MessageSaid.class)).hasSize(2);
    }

    @Test
    void an_interjection_is_heard_by_the_next_speaker_and_stands_after_the_one_who_spoke() {
        ConversationId room = house.open("interjected", rules(WhenBusy.INTERJECT), "Gate2", "Bob");
        var gate = house.models.gate("Gate2");
        now(house.conversations.say(room, ADA, "m1", "First", 2, null));
        now(house.conversations.say(room, ADA, "m2", "By the way", 1, null));
        gate.open("Done.");
        house.watched(room, Cursor.START, it -> it instanceof TurnCharged end && end.turn() == 2);

        assertThat(house.texts(room)).containsExactly("First", "Done.", "By the way", "I am Bob. I have spoken.");
        assertThat(house.models.asked)
                .anySatisfy(it -> assertThat(it.lines().getLast().text()).contains("By the way"));
    }

    @Test
    void an_interruption_stops_the_speaker_and_begins_anew() {
        ConversationId room = house.open("interrupted", rules(WhenBusy.INTERRUPT), "Endless1", "Bob");
        house.models.endless("Endless1");
        Accepted first = now(house.conversations.say(room, ADA, "m1", "First", 3, null));
        house.awaitDelta(room, first.cursor());
        now(house.conversations.direct(room, ADA, new Direction.Mute(new AgentId("Endless1"))));
        now(house.conversations.say(room, ADA, "m2", "Second", 1, null));
        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);

        assertThat(House.events(seen, RoundEnded.class))
                .extracting(RoundEnded::ending)
                .containsExactly(Ending.INTERRUPTED, Ending.LIMIT);
        assertThat(house.texts(room)).hasSize(4).last().isEqualTo("I am Bob. I have spoken.");
        assertThat(house.texts(room).get(1)).startsWith("on and on");
    }

    @Test
    void a_roll_back_takes_the_round_and_its_message_off_the_branch() {
        ConversationId room = house.open("rolled-back", rules(WhenBusy.ROLL_BACK), "Endless2", "Bob");
        house.models.endless("Endless2");
        Accepted first = now(house.conversations.say(room, ADA, "m1", "Wrong", 3, null));
        house.awaitDelta(room, first.cursor());
        now(house.conversations.direct(room, ADA, new Direction.Mute(new AgentId("Endless2"))));
        now(house.conversations.say(room, ADA, "m2", "Right", 1, null));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);

        assertThat(house.texts(room)).containsExactly("Right", "I am Bob. I have spoken.");
        assertThat(now(house.conversations.view(room, ADA)).lines().getFirst().alternatives())
                .containsExactly(1, 3);
    }

    @Test
    void a_stop_says_the_messages_that_waited_and_answers_none() {
        ConversationId room = house.open("stopped-queue", rules(WhenBusy.QUEUE), "Endless3");
        house.models.endless("Endless3");
        Accepted first = now(house.conversations.say(room, ADA, "m1", "Go", 3, null));
        house.awaitDelta(room, first.cursor());
        now(house.conversations.say(room, ADA, "m2", "Later", 1, null));
        ConversationView view = now(house.conversations.stop(room, ADA));

        assertThat(view.running()).isFalse();
        assertThat(view.queue()).isEmpty();
        assertThat(view.lines()).extracting(ConversationView.Line::text).endsWith("Later");
    }

    @Test
    void a_paused_round_waits_and_goes_on_at_the_same_turn_also_after_a_restart() {
        ConversationId room = house.open("paused", "Gate4", "Bob");
        var gate = house.models.gate("Gate4");
        now(house.conversations.say(room, ADA, "m1", "Hello", 3, null));
        now(house.conversations.direct(room, ADA, new Direction.Pause()));
        gate.open("Done.");
        house.watched(room, Cursor.START, it -> it instanceof TurnCharged end && end.turn() == 1);
        assertThat(now(house.conversations.view(room, ADA)).state()).isEqualTo(State.PAUSED);

        house.restart(room);
        assertThat(now(house.conversations.view(room, ADA)).state()).isEqualTo(State.PAUSED);
        house.models.answers.remove("Gate4");
        now(house.conversations.direct(room, ADA, new Direction.Resume()));
        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded);

        assertThat(House.events(seen, TurnStarted.class))
                .extracting(it -> it.speaker().value())
                .containsExactly("Gate4", "Bob", "Gate4");
    }

    @Test
    void a_turn_waits_for_approval_and_another_speaker_may_be_called_instead() {
        Rules approved = new Rules(new SpeakerRule.RoundRobin(), null, WhenBusy.REJECT, true, null);
        ConversationId room = house.open("approved", approved, "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 2, null));
        ConversationView asking = now(house.conversations.view(room, ADA));
        assertThat(asking.state()).isEqualTo(State.WAITING);
        assertThat(asking.next())
                .isNotNull()
                .satisfies(it -> assertThat(it.speaker()).isEqualTo(new AgentId("Ann")));

        now(house.conversations.direct(room, ADA, new Direction.Call(new AgentId("Bob"))));
        house.watched(room, Cursor.START, it -> it instanceof TurnCharged end && end.turn() == 1);
        now(house.conversations.direct(room, ADA, new Direction.Approve()));
        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded);

        assertThat(House.events(seen, TurnStarted.class))
                .extracting(it -> it.speaker().value() + " " + it.why().policy())
                .containsExactly("Bob called", "Ann round-robin");
    }

    @Test
    void a_manual_room_waits_until_somebody_is_called() {
        Rules manual = new Rules(new SpeakerRule.Manual(), null, WhenBusy.REJECT, false, null);
        ConversationId room = house.open("manual", manual, "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 2, null));
        assertThat(now(house.conversations.view(room, ADA)).state()).isEqualTo(State.WAITING);

        now(house.conversations.direct(room, ADA, new Direction.Call(new AgentId("Bob"))));
        var seen = house.watched(room, Cursor.START, it -> it instanceof TurnCharged);
        now(house.conversations.direct(room, ADA, new Direction.End("enough")));

        assertThat(House.events(seen, TurnStarted.class)).hasSize(1);
        assertThat(now(house.conversations.view(room, ADA)).state()).isEqualTo(State.RESTING);
    }

    @Test
    void an_agent_comes_in_speaks_is_muted_and_leaves() {
        ConversationId room = house.open("seats", "Ann");
        now(house.conversations.direct(room, ADA, new Direction.Seat(House.seat("Bob", Voice.NONE))));
        now(house.conversations.direct(room, ADA, new Direction.Mute(new AgentId("Ann"))));
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded);
        ConversationView left = now(house.conversations.direct(room, ADA, new Direction.Unseat(new AgentId("Bob"))));

        assertThat(House.events(seen, TurnStarted.class))
                .extracting(it -> it.speaker().value())
                .containsExactly("Bob");
        assertThat(left.participants()).hasSize(1);
        assertThat(left.lines().getLast().name()).isEqualTo("Bob");
        refused(
                Refusal.Kind.CONFLICT,
                () -> house.conversations.direct(room, ADA, new Direction.Unseat(new AgentId("Ann"))));
    }

    @Test
    void a_stage_direction_reaches_the_next_prompt_and_is_no_message() {
        ConversationId room = house.open("steered", "Ann");
        now(house.conversations.direct(room, ADA, new Direction.Steer("Speak in rhymes.")));
        now(house.conversations.say(room, ADA, "m1", "Hello steered", 1, null));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded);

        assertThat(house.models.asked)
                .filteredOn(
                        it -> it.lines().stream().anyMatch(line -> line.text().contains("Hello steered")))
                .singleElement()
                .satisfies(it -> assertThat(it.toString()).contains("Speak in rhymes."));
    }

    @Test
    void a_line_is_answered_anew_beside_the_old_one_and_either_may_be_chosen() {
        ConversationId room = house.open("anew", "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded);

        now(house.conversations.direct(room, ADA, new Direction.Regenerate(2, new AgentId("Bob"))));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);
        assertThat(house.texts(room)).containsExactly("Hello", "I am Bob. I have spoken.");
        ConversationView old = now(house.conversations.direct(room, ADA, new Direction.Choose(2)));

        assertThat(old.lines())
                .extracting(ConversationView.Line::text)
                .containsExactly("Hello", "I am Ann. I have spoken.");
        assertThat(old.lines().getLast().alternatives()).containsExactly(2, 3);
    }

    @Test
    void an_edited_message_is_answered_on_a_branch_of_its_own_and_an_edited_reply_is_not() {
        ConversationId room = house.open("edited", "Ann");
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, it -> it instanceof RoundEnded);
        now(house.conversations.direct(room, ADA, new Direction.Edit(1, "Good evening", 1)));
        var seen = house.watched(room, Cursor.START, it -> it instanceof RoundEnded end && end.round() == 2);
        assertThat(house.texts(room)).containsExactly("Good evening", "I am Ann. I have spoken.");

        ConversationView view = now(house.conversations.direct(room, ADA, new Direction.Edit(4, "I am Queen Ann.", 1)));

        ConversationView again =
                now(house.conversations.direct(room, ADA, new Direction.Edit(4, "I am Queen Ann.", 1)));

        assertThat(again.cursor()).as("the same edit again").isEqualTo(view.cursor());
        assertThat(House.events(seen, RoundStarted.class)).hasSize(2);
        assertThat(view.lines())
                .extracting(ConversationView.Line::text)
                .containsExactly("Good evening", "I am Queen Ann.");
        assertThat(view.lines().getLast().ending()).isEqualTo("edited");
        assertThat(view.running()).isFalse();
    }

    @Test
    void directions_that_the_state_does_not_allow_are_refused_with_a_reason() {
        ConversationId room = house.open("refusals", "Ann");
        List<Direction> misfits = List.of(
                new Direction.Pause(),
                new Direction.Resume(),
                new Direction.Approve(),
                new Direction.End("why"),
                new Direction.Call(new AgentId("Nobody")));
        for (Direction it : misfits) refused(Refusal.Kind.CONFLICT, () -> house.conversations.direct(room, ADA, it));
        for (Direction it : List.of(new Direction.Pin(7), new Direction.Choose(1), new Direction.Regenerate(1, null)))
            refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, it));
    }

    private static Rules rules(WhenBusy whenBusy) {
        return new Rules(new SpeakerRule.RoundRobin(), null, whenBusy, false, null);
    }
}
