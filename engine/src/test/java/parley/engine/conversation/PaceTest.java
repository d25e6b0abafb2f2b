package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;
import static parley.engine.conversation.House.refused;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.SentenceVoiced;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.Chunk;
import parley.engine.llm.Usage;
import parley.engine.speech.Sound;

/** Speech goes at the pace of the slowest listener, and falls silent when it is told to. */
class PaceTest {
    private static final int AHEAD = 2;
    private static final int UNVOICED = 4;
    private static final String LISTENER = "ann-s_ears";

    @AutoClose
    private final House house = new House(settings(Duration.ofMinutes(10)));

    private static ConversationSettings settings(Duration patience) {
        return House.settings("""
            snapshot-every = 50, idle = 1m, ask-within = 5s, max-tokens = 4000, held-tokens = 4000, errand-within = 5s
            attempts = 5, early-clause = off, charge-again = 50ms
            """
                + "sentences-ahead = %d, unvoiced = %d, listener-patience = %d ms"
                        .formatted(AHEAD, UNVOICED, patience.toMillis()));
    }

    private static ConversationId open(House house, String id) {
        ConversationId room = new ConversationId(id);
        now(house.conversations.open(room, ADA, "A room", List.of(House.seat("Ann", House.ALOUD)), Rules.USUAL));
        return room;
    }

    private static String[] sentences(int many) {
        return IntStream.range(0, many)
                .mapToObj(it -> "This is number " + it + ". ")
                .toArray(String[]::new);
    }

    /** Opens a listener's stream, and waits until it is let in. */
    private static UniqueKillSwitch listens(House house, ConversationId room) {
        Pair<Pair<UniqueKillSwitch, CompletionStage<FeedEvent>>, ?> stream = house.conversations
                .watch(room, ADA, Cursor.START, LISTENER)
                .viaMat(KillSwitches.single(), Keep.right())
                .wireTapMat(Sink.head(), Keep.both())
                .toMat(Sink.ignore(), Keep.both())
                .run(house.kit.system());
        now(stream.first().second());
        return stream.first().first();
    }

    private void played(ConversationId room, int sentence) {
        now(house.conversations.played(room, ADA, LISTENER, 1, sentence));
    }

    private static Predicate<ConversationEvent> voiced(int sentence) {
        return it -> it instanceof SentenceVoiced voiced && voiced.index() == sentence;
    }

    private static void say(House house, ConversationId room) {
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
    }

    @Test
    void no_more_becomes_sound_than_lies_ahead_of_the_listener() {
        house.models.answers.put("Ann", _ -> Scripts.saying(sentences(6)));
        ConversationId room = open(house, "paced");
        listens(house, room);

        say(house, room);
        house.watched(room, Cursor.START, TurnCompleted.class::isInstance);

        for (int sentence = 0; sentence < 4; sentence++) {
            house.watched(room, Cursor.START, voiced(sentence + 1));
            assertThat(house.speaker.said).hasValue(sentence + AHEAD);
            played(room, sentence);
        }
        played(room, 4);
        List<FeedEvent> seen = house.watched(room, Cursor.START, RoundEnded.class::isInstance);
        assertThat(House.events(seen, SentenceVoiced.class))
                .extracting(SentenceVoiced::index)
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void a_stalled_listener_holds_the_model_back_and_a_playing_one_lets_it_end() {
        AtomicInteger pulled = new AtomicInteger();
        house.models.answers.put(
                "Ann",
                _ -> Source.from(List.of(sentences(150)))
                        .map(it -> {
                            pulled.incrementAndGet();
                            return (Chunk) new Chunk.Text(it);
                        })
                        .concat(Source.single(new Chunk.Finished(Chunk.Reason.STOP, new Usage(10, 150, false)))));
        ConversationId room = open(house, "held-back");
        listens(house, room);

        say(house, room);
        house.watched(room, Cursor.START, voiced(AHEAD - 1));
        int stalled = settled(room, pulled);

        assertThat(stalled).isLessThan(100);
        assertThat(house.speaker.said).hasValue(AHEAD);
        assertThat(house.journal(room)).noneMatch(TurnCompleted.class::isInstance);
        assertThat(house.journal(room).stream().filter(SentenceSpoken.class::isInstance))
                .hasSizeLessThan(100);
        for (int sentence = 0; sentence < 149; sentence++) {
            house.watched(room, Cursor.START, voiced(sentence));
            played(room, sentence);
        }
        house.watched(room, Cursor.START, RoundEnded.class::isInstance);
        assertThat(pulled).hasValue(150);
        assertThat(house.speaker.said).hasValue(150);
    }

    /** What a number is when nothing moves it any more, however often the room is asked. */
    private int settled(ConversationId room, AtomicInteger number) {
        int last = -1;
        for (int same = 0; same < 100; same++) {
            now(house.conversations.view(room, ADA));
            int next = number.get();
            if (next != last) same = 0;
            last = next;
        }
        return last;
    }

    @Test
    void who_leaves_is_not_waited_for() {
        house.models.answers.put("Ann", _ -> Scripts.saying(sentences(6)));
        ConversationId room = open(house, "left");
        UniqueKillSwitch stream = listens(house, room);
        say(house, room);
        house.watched(room, Cursor.START, TurnCompleted.class::isInstance);
        assertThat(house.speaker.said).hasValueLessThanOrEqualTo(AHEAD);

        stream.shutdown();

        house.watched(room, Cursor.START, RoundEnded.class::isInstance);
        house.watched(room, Cursor.START, voiced(5));
    }

    @Test
    void a_dead_player_stops_no_room() {
        try (House hasty = new House(settings(Duration.ofMillis(100)))) {
            hasty.models.answers.put("Ann", _ -> Scripts.saying(sentences(6)));
            ConversationId room = open(hasty, "dead");
            listens(hasty, room);

            say(hasty, room);

            hasty.watched(room, Cursor.START, voiced(5));
        }
    }

    @Test
    void sentences_that_stay_text_make_nobody_wait() {
        house.models.answers.put(
                "Ann",
                _ -> Scripts.saying(
                        "One is unspeakable. ", "Two is unthinkable. ", "Three is unspeakable. ", "Four is well. "));
        ConversationId room = open(house, "text");
        listens(house, room);

        say(house, room);

        house.watched(room, Cursor.START, voiced(3));
    }

    @Test
    void nothing_is_said_after_a_stop_and_what_was_under_way_is_given_up() throws InterruptedException {
        house.models.answers.put(
                "Ann",
                _ -> Scripts.saying("One is well. ", "Two is endless. ", "Three is well. ", "Four is endless. "));
        ConversationId room = open(house, "stopped");
        listens(house, room);
        say(house, room);
        CompletableFuture<Sound> underWay = house.speaker.underWay.poll(20, TimeUnit.SECONDS);
        house.watched(room, Cursor.START, TurnCompleted.class::isInstance);

        now(house.conversations.stop(room, ADA));
        house.models.answers.put("Ann", _ -> Scripts.saying("I go on."));
        now(house.conversations.say(room, ADA, "m2", "Go on", 1, null));
        house.watched(room, Cursor.START, it -> it instanceof SentenceVoiced voiced && voiced.turn() == 2);

        assertThat(underWay).isCancelled();
        assertThat(house.speaker.said).hasValueLessThanOrEqualTo(3);
        assertThat(House.events(
                        house.watched(
                                room, Cursor.START, it -> it instanceof SentenceVoiced voiced && voiced.turn() == 2),
                        SentenceVoiced.class))
                .extracting(it -> it.turn() + ":" + it.index())
                .containsExactly("1:0", "2:0");
    }

    @Test
    void a_stop_in_mid_reply_drops_what_waits_to_be_said() throws InterruptedException {
        house.models.answers.put(
                "Ann",
                _ -> Source.from(List.of(sentences(3)))
                        .concat(Source.single("And this is endless. "))
                        .concat(Source.repeat("And on. ").throttle(1, Duration.ofMillis(5)))
                        .map(it -> (Chunk) new Chunk.Text(it)));
        ConversationId room = open(house, "mid-reply");
        say(house, room);
        CompletableFuture<Sound> underWay = house.speaker.underWay.poll(20, TimeUnit.SECONDS);

        now(house.conversations.stop(room, ADA));

        List<ConversationEvent> journal = house.journal(room);
        int stop = journal.indexOf(journal.stream()
                .filter(TurnStopped.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(underWay).isCancelled();
        assertThat(journal.subList(stop, journal.size())).noneMatch(SentenceVoiced.class::isInstance);
    }

    @Test
    void only_who_listens_may_report_and_only_to_the_owner_is_there_a_room() {
        ConversationId room = open(house, "strangers");

        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.played(room, ADA, LISTENER, 1, 0));
        refused(Refusal.Kind.NOT_FOUND, () -> house.conversations.played(room, new UserId("eve"), LISTENER, 1, 0));
        refused(
                Refusal.Kind.INVALID,
                () -> CompletableFuture.supplyAsync(() -> house.conversations.played(room, ADA, "a b", 1, 0)));
        refused(
                Refusal.Kind.INVALID,
                () -> CompletableFuture.supplyAsync(
                        () -> house.conversations.watch(room, ADA, Cursor.START, "x".repeat(65))));
    }
}
