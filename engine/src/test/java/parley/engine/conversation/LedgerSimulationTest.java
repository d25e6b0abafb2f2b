package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.kernel.JournalJson;
import parley.engine.kernel.Journaled;

/**
 * Rooms and accounts under every disorder that a seed can think of. {@code -Dparley.schedules=10000} for many
 * schedules, {@code -Dparley.schedules.seed=N} to begin with another one.
 */
class LedgerSimulationTest {
    private static final int SCHEDULES = Integer.getInteger("parley.schedules", 300);
    private static final long SEED = Long.getLong("parley.schedules.seed", 20_261_121);
    private static final int UNTIL_FOUND = 500;

    /** What must have happened somewhere, for a simulation in which nothing happens would prove nothing. */
    private static final String[] NEEDED = {
        "account.deducted",
        "account.expired",
        "account.extended",
        "account.refunded",
        "account.wasted",
        "conversation.deleted",
        "conversation.hold-extended",
        "conversation.judged",
        "conversation.question-charged",
        "conversation.question-dropped",
        "conversation.turn-superseded",
        "cut short",
        "failed: cut_off, wasted",
        "failed: insufficient_credits",
        "failed: internal, wasted",
        "handed over",
        "out of credits",
        "refusals",
    };

    @Test
    void in_no_schedule_is_anything_charged_twice_left_unpaid_or_lost() {
        Coverage coverage = new Coverage();
        LongStream.range(SEED, SEED + SCHEDULES).forEach(seed -> {
            Simulation it = new Simulation(seed, null);
            try {
                it.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Dparley.schedules.seed=" + seed + " -Dparley.schedules=1): " + failure,
                        failure);
            }
            coverage.add(it);
        });
        if (SCHEDULES >= 100) coverage.check();
    }

    @Test
    void the_same_seed_is_the_same_schedule() {
        for (long seed = SEED; seed < SEED + 10; seed++)
            assertThat(journals(seed)).isEqualTo(journals(seed));
    }

    private static List<List<ConversationEvent>> journals(long seed) {
        Simulation it = new Simulation(seed, null);
        it.run();
        return it.rooms.stream().map(SimulatedRoom::journal).toList();
    }

    /** A checker that finds nothing wrong where something is would prove nothing. */
    @ParameterizedTest
    @EnumSource
    void a_planted_fault_is_found(Fault fault) {
        assertThat(LongStream.range(SEED, SEED + UNTIL_FOUND).anyMatch(seed -> found(seed, fault)))
                .isTrue();
    }

    private static boolean found(long seed, Fault fault) {
        try {
            new Simulation(seed, fault).run();
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }

    /** What the schedules had in them. */
    private static final class Coverage {
        private final Map<String, Integer> seen = new TreeMap<>();
        private int rooms;
        private int lives;

        void add(Simulation it) {
            for (SimulatedRoom room : it.rooms) {
                rooms++;
                lives += room.lives();
                seen.merge("refusals", room.refusals(), Integer::sum);
                room.journal().forEach(this::count);
            }
            it.post.users().forEach(user -> it.post.account(user).journal().forEach(this::count));
        }

        private void count(Journaled event) {
            seen.merge(JournalJson.name(event.getClass()), 1, Integer::sum);
            if (event instanceof ConversationEvent.TurnFailed it)
                seen.merge("failed: " + it.code() + (it.wasted() > 0 ? ", wasted" : ""), 1, Integer::sum);
            if (event instanceof ConversationEvent.TurnSuperseded it && it.handedOver())
                seen.merge("handed over", 1, Integer::sum);
            if (event instanceof ConversationEvent.TurnStopped it && it.reason() != null)
                seen.merge("cut short", 1, Integer::sum);
            if (event instanceof ConversationEvent.RoundEnded it && "credits".equals(it.limit()))
                seen.merge("out of credits", 1, Integer::sum);
        }

        void check() {
            assertThat(seen).containsKeys(NEEDED);
            assertThat(lives).as("deaths").isGreaterThan(2 * rooms);
        }
    }
}
