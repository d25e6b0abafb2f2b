package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.events;
import static parley.engine.conversation.House.now;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceBlocked;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.moderation.Moderation;
import parley.engine.moderation.Moderator;
import parley.engine.moderation.Verdict;

/** Judges that take their time, or fail, or never answer. */
class JudgesTest {
    @AutoClose
    @SuppressWarnings("NullAway.Init") // opened by each test
    private Gatehouse gate;

    private void judgedBy(Moderator judge, Duration within, int atOnce) {
        gate = new Gatehouse(new Moderation(judge, Moderation.After.GO_ON, within, Moderation.UNJUDGED, atOnce));
    }

    @Test
    void verdicts_in_any_order_leave_the_sentences_in_theirs() {
        Map<String, CompletableFuture<Verdict>> verdicts = new ConcurrentHashMap<>();
        CompletableFuture<Boolean> allAsked = new CompletableFuture<>();
        judgedBy(
                (sentence, _) -> {
                    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
                    verdicts.put(sentence.strip(), verdict);
                    if (verdicts.size() == 4) allAsked.complete(true);
                    return verdict;
                },
                Duration.ofMinutes(1),
                4);
        gate.house.models.answers.put("Ann", _ -> Scripts.saying("One. ", "Two. ", "Three. ", "Four."));
        ConversationId room = gate.house.open("ordered", "Ann");
        Accepted said = now(gate.house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        now(allAsked);

        assertThat(now(gate.house.conversations.view(room, ADA))
                        .lines()
                        .getLast()
                        .text())
                .isEmpty();
        List<FeedEvent> seen = gate.house.watched(room, said.cursor(), it -> {
            if (it instanceof TurnStarted) backwards(verdicts);
            return it instanceof RoundEnded;
        });

        assertThat(Gatehouse.sentences(seen, 1)).containsExactly("0@0One. ", "1@5Three. ", "2@12Four.");
        assertThat(Gatehouse.deltas(seen)).containsExactly("One. ", "Three. ", "Four.");
        assertThat(events(seen, SentenceBlocked.class))
                .extracting(SentenceBlocked::rule)
                .containsExactly("number");
    }

    private static void backwards(Map<String, CompletableFuture<Verdict>> verdicts) {
        for (String sentence : List.of("Four.", "Three.", "Two.", "One.")) {
            boolean blocks = sentence.equals("Two.");
            Objects.requireNonNull(verdicts.get(sentence))
                    .complete(blocks ? new Verdict.Blocked("number") : Verdict.allowed());
        }
    }

    @Test
    void no_more_sentences_are_judged_at_once_than_the_settings_say() {
        AtomicInteger judged = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Executor slowly = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);
        judgedBy(
                (_, _) -> {
                    most.accumulateAndGet(judged.incrementAndGet(), Math::max);
                    return CompletableFuture.supplyAsync(
                            () -> {
                                judged.decrementAndGet();
                                return Verdict.allowed();
                            },
                            slowly);
                },
                Duration.ofMinutes(1),
                2);
        List<String> many =
                IntStream.range(0, 40).mapToObj(it -> "This is " + it + ". ").toList();
        gate.house.models.answers.put("Ann", _ -> Scripts.saying(many.toArray(String[]::new)));
        ConversationId room = gate.house.open("busy", "Ann");

        assertThat(Gatehouse.sentences(gate.heard(room, 1), 1)).hasSize(40);
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void a_sentence_that_nobody_judged_in_time_is_blocked() {
        judgedBy(
                (sentence, _) -> switch (sentence.strip()) {
                    case "Late." -> new CompletableFuture<>();
                    case "Broken." -> CompletableFuture.failedFuture(new IllegalStateException(sentence));
                    case "Refused." -> throw new IllegalStateException(sentence);
                    default -> CompletableFuture.completedFuture(Verdict.allowed());
                },
                Duration.ofMillis(50),
                4);
        gate.house.models.answers.put("Ann", _ -> Scripts.saying("Late. ", "Broken. ", "Fine. ", "Refused."));
        ConversationId room = gate.house.open("unjudged", "Ann");

        List<FeedEvent> seen = gate.heard(room, 1);

        assertThat(Gatehouse.sentences(seen, 1)).containsExactly("0@0Fine. ");
        assertThat(events(seen, SentenceBlocked.class))
                .extracting(SentenceBlocked::rule)
                .containsExactly("unavailable", "unavailable", "unavailable");
    }

    @Test
    void a_stop_does_not_wait_for_a_verdict() {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        judgedBy(
                (_, _) -> {
                    asked.complete(true);
                    return new CompletableFuture<>();
                },
                Duration.ofMinutes(5),
                4);
        gate.house.models.answers.put(
                "Ann", _ -> Scripts.saying("One. ", "Two. ").take(2).concat(Source.maybe()));
        ConversationId room = gate.house.open("stopped", "Ann");
        now(gate.house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        now(asked);

        ConversationView view = now(gate.house.conversations.stop(room, ADA));

        assertThat(view.running()).isFalse();
        assertThat(view.lines().getLast().text()).isEmpty();
        assertThat(gate.rows(room)).contains("turn").doesNotContain("One.").doesNotContain("Two.");
    }
}
