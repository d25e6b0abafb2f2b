package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.trial.Invariant.ATTEMPTS_END_ONCE;
import static parley.http.trial.Invariant.FORKS_BEGIN_ONCE;
import static parley.http.trial.Invariant.MESSAGES_ARE_KEPT_ONCE;
import static parley.http.trial.Invariant.ONE_TURN_AT_A_TIME;
import static parley.http.trial.Invariant.ONE_WRITER;
import static parley.http.trial.Invariant.REPLAY_IS_EQUAL;
import static parley.http.trial.Invariant.STREAMS_ARE_THE_JOURNAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.trial.Evidence.Entry;
import parley.http.trial.Recorder.Frame;

/** The checker itself: it finds nothing in a good evening, and each fault that is planted into it. */
class InvariantsTest {
    private final Story story = new Story();
    private final List<Frame> live = Story.seen(story.room);

    private void names(Invariant invariant) {
        story.names(invariant);
    }

    /** The live viewer saw something else than what is stored. */
    private void namesAsSeen(Invariant invariant) {
        Story.names(story.evidence(live), invariant);
    }

    private int seen(String event) {
        for (int i = 0; i < live.size(); i++) if (live.get(i).event().equals(event)) return i;
        throw new IllegalArgumentException(event);
    }

    @Test
    void nothing_is_wrong_with_a_good_evening() {
        assertThat(Invariants.broken(story.evidence())).isEmpty();
    }

    @Test
    void an_acknowledged_message_that_is_lost() {
        story.acknowledged.put("second", "Coffee?");
        names(MESSAGES_ARE_KEPT_ONCE);
    }

    @Test
    void an_acknowledged_message_that_is_stored_with_other_words() {
        Story.change(story.room, "'Tea?'", "'Tee?'");
        names(MESSAGES_ARE_KEPT_ONCE);
    }

    @Test
    void a_message_that_is_stored_twice() {
        Story.after(story.room, "message-said", "one message-said {message:'first',text:'Tea?'}");
        names(MESSAGES_ARE_KEPT_ONCE);
    }

    @Test
    void a_frame_that_a_viewer_missed() {
        live.remove(seen("turn-completed"));
        namesAsSeen(STREAMS_ARE_THE_JOURNAL);
    }

    @Test
    void a_last_frame_that_a_viewer_missed() {
        live.removeLast();
        namesAsSeen(STREAMS_ARE_THE_JOURNAL);
    }

    @Test
    void a_frame_that_a_viewer_saw_twice() {
        live.add(seen("turn-completed"), live.get(seen("turn-completed")));
        namesAsSeen(STREAMS_ARE_THE_JOURNAL);
    }

    @Test
    void two_frames_that_a_viewer_saw_the_other_way_round() {
        Collections.swap(live, seen("message-said"), seen("round-started"));
        namesAsSeen(STREAMS_ARE_THE_JOURNAL);
    }

    @Test
    void a_frame_that_is_not_what_is_stored_at_its_place() {
        live.replaceAll(it -> it.event().equals("message-said") ? Story.saying(it, "Tee?") : it);
        namesAsSeen(STREAMS_ARE_THE_JOURNAL);
        namesAsSeen(REPLAY_IS_EQUAL);
    }

    @Test
    void a_frame_that_is_stored_nowhere() {
        Evidence whole = story.evidence();
        Evidence.Room room = whole.rooms().getFirst();
        List<Entry> shorter = room.journal().subList(0, room.journal().size() - 1);
        Evidence.Room lost = new Evidence.Room(room.id(), shorter, room.views(), room.acknowledged());
        Story.names(
                new Evidence(List.of(lost), whole.account(), whole.waste(), whole.spent()), STREAMS_ARE_THE_JOURNAL);
    }

    @Test
    void a_piece_of_live_text_that_got_lost() {
        live.remove(seen("delta"));
        namesAsSeen(REPLAY_IS_EQUAL);
    }

    @Test
    void a_piece_of_live_text_that_came_twice() {
        live.add(seen("delta"), live.get(seen("delta")));
        namesAsSeen(REPLAY_IS_EQUAL);
    }

    @Test
    void live_text_that_is_not_what_became_of_it() {
        live.set(seen("delta"), Story.saying(live.get(seen("delta")), "Black "));
        namesAsSeen(REPLAY_IS_EQUAL);
    }

    @Test
    void live_text_of_two_turns_mixed_with_each_other() {
        Story.change(story.room, "{turn:2,attempt:1,text:'With '}", "{turn:1,attempt:2,text:'With '}");
        names(REPLAY_IS_EQUAL);
    }

    @Test
    void a_sentence_that_does_not_go_on_where_the_last_one_ended() {
        Story.change(story.room, "index:1,start:11", "index:1,start:10");
        names(REPLAY_IS_EQUAL);
    }

    @Test
    void a_turn_that_starts_while_another_is_running() {
        Collections.swap(
                story.room,
                Story.place(story.room, "turn-completed {turn:1"),
                Story.place(story.room, "turn-started {turn:2"));
        names(ONE_TURN_AT_A_TIME);
    }

    @Test
    void a_turn_more_than_was_asked_for() {
        Story.change(story.room, "turns:2", "turns:1");
        names(ONE_TURN_AT_A_TIME);
    }

    @Test
    void a_turn_less_than_was_asked_for() {
        Story.change(story.room, "turns:2", "turns:3");
        names(ONE_TURN_AT_A_TIME);
    }

    @Test
    void a_round_without_an_end() {
        Story.remove(story.room, "round-ended");
        names(ONE_TURN_AT_A_TIME);
    }

    @Test
    void a_sentence_of_a_turn_that_is_over() {
        Story.after(
                story.room,
                "turn-completed {turn:2",
                "two sentence-spoken {turn:2,attempt:1,index:1,start:10,text:'!'}");
        names(ONE_TURN_AT_A_TIME);
    }

    @Test
    void an_attempt_that_is_completed_twice() {
        Story.after(story.room, "turn-completed {turn:2", "two turn-completed {turn:2,attempt:1,credits:3}");
        names(ATTEMPTS_END_ONCE);
    }

    @Test
    void a_turn_that_was_stopped_between_two_servers_is_in_order_but_only_once() {
        String handed = "two turn-superseded {turn:2,attempt:1,kept:10,wasted:0,handedOver:true}";
        String stopped = "two turn-stopped {turn:2,attempt:1,credits:3}";
        Story.change(story.room, "two turn-completed {turn:2,attempt:1,credits:3}", handed);
        Story.after(story.room, "turn-superseded {turn:2", stopped);
        assertThat(Invariants.broken(story.evidence())).isEmpty();

        Story.after(story.room, "turn-stopped {turn:2", stopped);
        names(ATTEMPTS_END_ONCE);
    }

    @Test
    void an_attempt_without_an_end() {
        Story.remove(story.room, "turn-superseded");
        names(ATTEMPTS_END_ONCE);
    }

    @Test
    void an_attempt_that_never_began() {
        Story.change(story.room, "turn-completed {turn:2,attempt:1", "turn-completed {turn:2,attempt:2");
        names(ATTEMPTS_END_ONCE);
    }

    @Test
    void an_event_that_is_missing_in_a_journal() {
        Evidence whole = story.evidence();
        List<Entry> account = new ArrayList<>(whole.account());
        account.remove(1);
        Story.names(new Evidence(whole.rooms(), account, whole.waste(), whole.spent()), ONE_WRITER);
        assertThat(Invariants.disorder(account)).isNotEmpty();
    }

    @Test
    void a_writer_that_comes_back_after_another() {
        Story.change(story.room, "two turn-completed {turn:2", "one turn-completed {turn:2");
        names(ONE_WRITER);
    }

    @Test
    void a_room_that_is_forked_when_it_is_there_already() {
        Story.after(story.room, "message-said", "one forked {parent:'tea',sequence:1}");
        names(FORKS_BEGIN_ONCE);
    }

    @Test
    void a_fork_of_what_its_parent_never_was() {
        Story.change(story.fork, "sequence:12", "sequence:120");
        names(FORKS_BEGIN_ONCE);
    }

    @Test
    void a_fork_that_does_not_go_on_where_it_began() {
        Story.change(story.fork, "sequence:12", "sequence:8");
        names(ONE_TURN_AT_A_TIME);
    }
}
