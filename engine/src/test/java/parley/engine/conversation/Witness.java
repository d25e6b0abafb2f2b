package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.engine.ledger.HoldId;

/** Watches what a room records of money: everything that began ends once, and what ended is charged once. */
final class Witness {
    private final Map<Integer, HoldId> turns = new HashMap<>();
    private final Map<Integer, HoldId> questions = new HashMap<>();
    private final Map<HoldId, Long> ended = new HashMap<>();
    private final Map<HoldId, Long> charged = new HashMap<>();
    final Map<String, Long> wasted = new HashMap<>();
    private int open;

    void see(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.TurnStarted it -> started(it);
            case ConversationEvent.TurnCompleted it -> turnEnded(it.turn(), it.credits());
            case ConversationEvent.TurnStopped it -> turnEnded(it.turn(), it.credits());
            case ConversationEvent.TurnFailed it -> {
                waste(it.turn(), it.attempt(), it.wasted());
                turnEnded(it.turn(), 0);
            }
            case ConversationEvent.TurnSuperseded it -> waste(it.turn(), it.attempt(), it.wasted());
            case ConversationEvent.TurnCharged it -> charged(turns.get(it.turn()), it.credits());
            case ConversationEvent.QuestionAsked it ->
                assertThat(questions.put(it.question(), it.hold()))
                        .as("asked twice: %s", it)
                        .isNull();
            case ConversationEvent.QuestionDropped it -> ended(questions.get(it.question()), 0);
            case ConversationEvent.SpeakerProposed it -> answered(it.asked());
            case ConversationEvent.Judged it -> answered(it.asked());
            case ConversationEvent.Condensed it -> answered(it.asked());
            case ConversationEvent.QuestionCharged it -> charged(questions.get(it.question()), it.credits());
            default -> {}
        }
    }

    private void started(ConversationEvent.TurnStarted it) {
        HoldId before = turns.put(it.turn(), it.hold());
        assertThat(before).as("one hold for all attempts of %s", it).isIn(null, it.hold());
        assertThat(ended).as("%s has ended", it).doesNotContainKey(it.hold());
        assertThat(open).as("one turn at a time: %s", it).isIn(0, it.turn());
        open = it.turn();
    }

    private void turnEnded(int turn, long credits) {
        assertThat(open).as("the turn that ends is the open one").isEqualTo(turn);
        open = 0;
        ended(turns.get(turn), credits);
    }

    private void answered(@Nullable Asked asked) {
        if (asked != null && asked.question() != null) ended(questions.get(asked.question()), asked.credits());
    }

    private void ended(@Nullable HoldId hold, long credits) {
        assertThat(hold).as("what ends has begun").isNotNull();
        if (hold != null)
            assertThat(ended.put(hold, credits)).as("%s ends twice", hold).isNull();
    }

    private void charged(@Nullable HoldId hold, long credits) {
        assertThat(hold).as("what is charged has begun").isNotNull();
        if (hold == null) return;
        assertThat(credits).as("%s is charged what it cost", hold).isEqualTo(ended.get(hold));
        assertThat(charged.put(hold, credits)).as("%s is charged twice", hold).isNull();
    }

    private void waste(int turn, int attempt, long credits) {
        if (credits > 0) wasted.put(turns.get(turn) + "/" + attempt, credits);
    }

    /** All that began has ended and is charged; what it cost. */
    Map<HoldId, Long> finished() {
        assertThat(open).as("no turn is in mid-air").isZero();
        assertThat(charged).as("all that ended is charged").isEqualTo(ended);
        assertThat(ended).as("all that began has ended").hasSize(turns.size() + questions.size());
        return charged;
    }
}
