package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.TurnCharged;
import parley.engine.conversation.Rules.WhenBusy;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;

/**
 * Messages, stops, pauses, calls and deaths of the process in a random order, against what must hold of any order.
 * {@code -Dparley.interleavings=1000} for many evenings, {@code -Dparley.interleavings.seed=N} for one again.
 */
class InterleavingsTest {
    private static final int EVENINGS = Integer.getInteger("parley.interleavings", 6);
    private static final long SEED = Long.getLong("parley.interleavings.seed", 20_261_121);
    private static final int STEPS = 25;
    private static final List<WhenBusy> WAYS = List.of(WhenBusy.values());

    @AutoClose
    private static final House house = new House();

    @BeforeAll
    static void build() {
        for (String name : List.of("Uno", "Due", "Tre"))
            house.models.answers.put(
                    name,
                    it -> Source.range(1 + said(it.prefill()), 6)
                            .map(word -> (Chunk) new Chunk.Text("<" + name + " " + word + ">. "))
                            .concat(Source.single(new Chunk.Finished(Chunk.Reason.STOP, new Usage(9, 6, false))))
                            .throttle(1, Duration.ofMillis(1)));
    }

    /** A model that goes on from the beginning of an answer says what follows it. */
    private static int said(String prefill) {
        return (int) prefill.chars().filter(it -> it == '>').count();
    }

    @Test
    void no_order_of_things_mixes_texts_loses_a_message_or_miscounts() {
        for (int evening = 0; evening < EVENINGS; evening++) {
            long seed = SEED + evening;
            try {
                new Evening(seed).plays();
            } catch (AssertionError | CompletionException failure) {
                throw new AssertionError(
                        "seed " + seed + " (-Dparley.interleavings.seed=" + seed + "): " + failure, failure);
            }
        }
    }

    /** One room and all that is done to it. */
    private static final class Evening {
        private final Random random;
        private final ConversationId room;
        private final Set<String> accepted = new HashSet<>();
        private final List<String> done = new ArrayList<>();

        Evening(long seed) {
            random = new Random(seed);
            Rules rules = new Rules(new SpeakerRule.RoundRobin(), null, WhenBusy.QUEUE, false, null);
            room = house.open("evening-" + seed, rules, "Uno", "Due", "Tre");
        }

        void plays() {
            for (int step = 0; step < STEPS; step++) play(step);
            settle();
            int turns = check(house.journal(room));
            for (int turn = 1; turn <= turns; turn++)
                assertThat(now(house.conversations.receipt(room, ADA, turn)).attempts())
                        .as("the prompts of turn %d can be written anew; %s", turn, done)
                        .allMatch(Receipt.Attempt::proven);
            assertThat(now(house.conversations.verify(room, ADA)).findings())
                    .as("%s", done)
                    .isEmpty();
        }

        private void play(int step) {
            int what = random.nextInt(10);
            done.add(step + ":" + what);
            switch (what) {
                case 0, 1, 2, 3 -> say("m" + step, null);
                case 4 -> say("m" + step, WAYS.get(random.nextInt(WAYS.size())));
                case 5 -> attempt(() -> now(house.conversations.stop(room, ADA)));
                case 6 -> direct(new Direction.Pause());
                case 7 -> direct(new Direction.Resume());
                case 8 -> direct(new Direction.Call(new AgentId(random.nextBoolean() ? "Uno" : "Tre")));
                default -> attempt(() -> house.restart(room));
            }
        }

        private void say(String message, @Nullable WhenBusy how) {
            int turns = 1 + random.nextInt(3);
            attempt(() -> {
                now(house.conversations.say(room, ADA, message, "[" + message + "]", turns, how));
                accepted.add(message);
            });
        }

        private void direct(Direction direction) {
            attempt(() -> now(house.conversations.direct(room, ADA, direction)));
        }

        /** A no is an answer; what was lost with its process is asked again, as any client does; all else is a fault. */
        private static void attempt(Runnable step) {
            try {
                step.run();
            } catch (CompletionException failure) {
                if (failure.getCause() instanceof TimeoutException) attempt(step);
                else if (Refusal.in(failure).isEmpty()) throw failure;
            }
        }

        /** Until nothing is left to do: every hold has ended, every message that waited is said. */
        private void settle() {
            direct(new Direction.Resume());
            long last = now(house.conversations.view(room, ADA)).cursor().sequence();
            Pair<Long, Transcript> start = Pair.create(0L, Transcript.EMPTY);
            now(house.conversations
                    .watch(room, ADA, Cursor.START)
                    .filter(it -> it instanceof FeedEvent.Recorded)
                    .scan(
                            start,
                            (at, it) -> Pair.create(
                                    it.cursor().sequence(), at.second().after(((FeedEvent.Recorded) it).event())))
                    .filter(it -> it.first() >= last && Coordinator.atRest(it.second()))
                    .runWith(Sink.head(), house.kit.system()));
        }

        private int check(List<ConversationEvent> journal) {
            Transcript end = Transcript.EMPTY.after(journal);
            assertThat(journal.stream().filter(MessageSaid.class::isInstance).map(it -> ((MessageSaid) it).message()))
                    .as("each message is said once; %s", done)
                    .containsExactlyInAnyOrderElementsOf(accepted);
            for (Line line : end.lines().all())
                if (line.agent() != null)
                    assertThat(line.text()).as("texts are not mixed").matches(whole(line.name()));
            assertThat(journal.stream()
                            .filter(TurnCharged.class::isInstance)
                            .map(it -> ((TurnCharged) it).turn())
                            .toList())
                    .as("each turn is charged once; %s", done)
                    .doesNotHaveDuplicates()
                    .hasSize(end.turns());
            return end.turns();
        }

        /** The first words of an answer in their order, be it cut short. */
        private static String whole(String name) {
            StringBuilder pattern = new StringBuilder();
            for (int word = 1; word <= 6; word++)
                pattern.append("(<").append(name).append(" ").append(word).append(">\\. ?");
            return pattern + ")?".repeat(6);
        }
    }
}
