package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;

class ConversationTest {
    @AutoClose
    private static final House house = new House();

    @Test
    void lets_agents_answer_in_turn_until_the_turns_asked_for_have_ended() {
        ConversationId room = house.open("in-turn", "Ann", "Bob");

        Accepted said = now(house.conversations.say(room, ADA, "m1", "Hello", 3, null));
        List<FeedEvent> seen = house.watched(room, said.cursor(), chargedTurn(3));

        assertThat(speakers(seen)).containsExactly("Ann", "Bob", "Ann");
        assertThat(now(house.conversations.view(room, ADA)).lines())
                .extracting(ConversationView.Line::text)
                .containsExactly(
                        "Hello", "I am Ann. I have spoken.", "I am Bob. I have spoken.", "I am Ann. I have spoken.");
    }

    @Test
    void forwards_each_token_and_records_each_sentence() {
        CompletableFuture<Chunk> seenToStart = new CompletableFuture<>();
        house.models.answers.put(
                "Patient",
                _ -> Source.completionStage(seenToStart).concat(Scripts.saying("was", " here.", " So", " I was.")));
        ConversationId room = house.open("tokens", "Patient");

        Accepted said = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        List<FeedEvent> seen = house.watched(room, said.cursor(), it -> {
            if (it instanceof ConversationEvent.TurnStarted) seenToStart.complete(new Chunk.Text("I "));
            return it instanceof ConversationEvent.RoundEnded;
        });

        assertThat(deltas(seen)).containsExactly("I ", "was", " here.", " So", " I was.");
        assertThat(sentences(seen)).containsExactly("I was here. ", "So I was.");
    }

    @Test
    void charges_each_turn_once() {
        ConversationId room = house.open("charged", "Ann", "Bob");

        now(house.conversations.say(room, ADA, "m1", "Hello", 2, null));
        List<FeedEvent> seen = house.watched(room, Cursor.START, chargedTurn(2));

        assertThat(seen.stream().filter(it -> event(it) instanceof ConversationEvent.TurnCharged))
                .hasSize(2);
        assertThat(house.accounts.settled.keySet().stream()
                        .filter(it -> it.value().startsWith("charged/")))
                .hasSize(2);
    }

    @Test
    void does_the_same_message_once() {
        ConversationId room = house.open("twice", "Ann");

        Accepted first = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        Accepted again = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, first.cursor(), it -> it instanceof ConversationEvent.RoundEnded);

        assertThat(again.round()).isEqualTo(first.round());
        assertThat(house.journal(room).stream().filter(it -> it instanceof ConversationEvent.MessageSaid))
                .hasSize(1);
    }

    @Test
    void refuses_a_second_message_while_a_round_runs_and_stops_when_told() {
        house.models.answers.put(
                "Endless",
                _ -> Source.<Chunk>repeat(new Chunk.Text("on and ")).throttle(1, java.time.Duration.ofMillis(5)));
        ConversationId room = house.open("stopped", "Endless");
        Accepted said = now(house.conversations.say(room, ADA, "m1", "Go", 5, null));
        now(house.conversations
                .watch(room, ADA, said.cursor())
                .filter(it -> it instanceof FeedEvent.Delta)
                .take(3)
                .runWith(org.apache.pekko.stream.javadsl.Sink.seq(), house.kit.system()));

        assertRefused(Refusal.Kind.CONFLICT, () -> now(house.conversations.say(room, ADA, "m2", "More", 1, null)));
        ConversationView view = now(house.conversations.stop(room, ADA));
        List<FeedEvent> seen = house.watched(room, said.cursor(), it -> it instanceof ConversationEvent.TurnCharged);

        assertThat(view.running()).isFalse();
        assertThat(view.lines().getLast().ending()).isEqualTo("stopped");
        assertThat(view.lines().getLast().text()).startsWith("on and on and on and");
        assertThat(sentences(seen)).isNotEmpty();
        assertThat(speakers(seen)).containsExactly("Endless");
    }

    @Test
    void ends_a_turn_as_failed_with_the_text_that_came_and_charges_nothing() {
        house.models.answers.put(
                "Frail",
                _ -> Source.from(List.of("Half a", "")).map(word -> {
                    if (word.isEmpty()) throw new ModelFailure.CutOff("the line went dead");
                    return (Chunk) new Chunk.Text(word);
                }));
        ConversationId room = house.open("failed", "Frail");

        now(house.conversations.say(room, ADA, "m1", "Go", 2, null));
        List<FeedEvent> seen = house.watched(room, Cursor.START, it -> it instanceof ConversationEvent.TurnCharged);

        assertThat(seen.stream().map(ConversationTest::event))
                .anyMatch(it -> it instanceof ConversationEvent.TurnFailed failed
                        && failed.code().equals("cut_off"))
                .anyMatch(it -> it instanceof ConversationEvent.TurnCharged charged && charged.credits() == 0);
        assertThat(now(house.conversations.view(room, ADA)).lines().getLast().text())
                .isEqualTo("Half a");
    }

    @Test
    void tells_what_can_be_heard_in_order() {
        ConversationId room = new ConversationId("heard");
        now(house.conversations.open(room, ADA, "A room", List.of(House.seat("Ann", House.ALOUD)), Rules.USUAL));

        now(house.conversations.say(room, ADA, "m1", "Hello", 2, null));
        List<FeedEvent> seen = house.watched(room, Cursor.START, it -> it instanceof ConversationEvent.RoundEnded);

        assertThat(seen.stream()
                        .map(ConversationTest::event)
                        .filter(it -> it instanceof ConversationEvent.SentenceVoiced)
                        .map(it -> ((ConversationEvent.SentenceVoiced) it).turn() + ":"
                                + ((ConversationEvent.SentenceVoiced) it).index()))
                .containsExactly("1:0", "1:1", "2:0", "2:1");
        assertThat(now(house.conversations.sound(room, ADA, 1, 1)).bytes().utf8String())
                .isEqualTo("I have spoken.");
    }

    @Test
    void shows_itself_to_its_owner_only() {
        ConversationId room = house.open("private", "Ann");
        UserId eve = new UserId("eve");

        assertRefused(Refusal.Kind.NOT_FOUND, () -> now(house.conversations.view(room, eve)));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> now(house.conversations.stop(room, eve)));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> now(house.conversations.say(room, eve, "m", "Hi", 1, null)));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> now(house.conversations
                        .watch(room, eve, Cursor.START)
                        .runWith(org.apache.pekko.stream.javadsl.Sink.head(), house.kit.system())));
    }

    @Test
    void gives_every_reconnecting_viewer_what_it_has_not_seen_and_nothing_twice() {
        ConversationId room = house.open("cursors", "Ann", "Bob");
        now(house.conversations.say(room, ADA, "m1", "Hello", 2, null));
        List<FeedEvent> whole = house.watched(room, Cursor.START, chargedTurn(2));
        List<FeedEvent> recorded =
                whole.stream().filter(it -> it instanceof FeedEvent.Recorded).toList();

        for (FeedEvent cut : whole) {
            List<FeedEvent> rest = new java.util.ArrayList<>(house.watched(room, cut.cursor(), chargedTurn(2)));
            assertThat(rest)
                    .allMatch(it -> it.cursor().sequence() > cut.cursor().sequence());
            assertThat(rest.size())
                    .isEqualTo(recorded.stream()
                            .filter(it -> it.cursor().sequence() > cut.cursor().sequence())
                            .count());
            if (cut.cursor().sequence() == recorded.getLast().cursor().sequence() - 1) break;
        }
    }

    static java.util.function.Predicate<ConversationEvent> chargedTurn(int turn) {
        return it -> it instanceof ConversationEvent.TurnCharged charged && charged.turn() == turn;
    }

    private static void assertRefused(Refusal.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .satisfies(it -> assertThat(Refusal.in(it).map(Refusal::kind)).isEqualTo(Optional.of(kind)));
    }

    private static ConversationEvent event(FeedEvent it) {
        return it instanceof FeedEvent.Recorded recorded
                ? recorded.event()
                : new ConversationEvent.Deleted(java.time.Instant.EPOCH);
    }

    private static List<String> speakers(List<FeedEvent> seen) {
        return seen.stream()
                .map(ConversationTest::event)
                .filter(it -> it instanceof ConversationEvent.TurnStarted)
                .map(it -> ((ConversationEvent.TurnStarted) it).speaker().value())
                .toList();
    }

    private static List<String> sentences(List<FeedEvent> seen) {
        return seen.stream()
                .map(ConversationTest::event)
                .filter(it -> it instanceof ConversationEvent.SentenceSpoken)
                .map(it -> ((ConversationEvent.SentenceSpoken) it).text())
                .toList();
    }

    private static List<String> deltas(List<FeedEvent> seen) {
        return seen.stream()
                .filter(it -> it instanceof FeedEvent.Delta)
                .map(it -> ((FeedEvent.Delta) it).text())
                .toList();
    }
}
