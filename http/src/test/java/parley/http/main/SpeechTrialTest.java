package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.llm.ChatModels;
import parley.engine.speech.Speaker;
import parley.http.api.Client;

/**
 * Many rooms that speak at once while their models write, over HTTP and a real journal: every sentence is heard, in its
 * order, none after a stop, and none too many for who does not listen on. How soon the first is heard is printed.
 */
@Tag("campaign")
class SpeechTrialTest {
    private static final int SENTENCES = Integer.getInteger("parley.sentences", 200);
    private static final long SEED = Long.getLong("parley.seed", 20_261_121L);
    private static final int OF_A_TURN = 10;
    private static final int AHEAD = 2;
    private static final int MOST_ROOMS = 50;

    private final ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
    private final Dawdler speaker = new Dawdler(SEED);
    private final AtomicReference<Chatter> models = new AtomicReference<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @Test
    void speech_is_in_order_without_a_gap_and_ends_with_a_stop_and_waits_for_who_listens() throws Exception {
        int rooms = Math.clamp(SENTENCES / OF_A_TURN, 1, MOST_ROOMS);
        int turns = Math.ceilDiv(SENTENCES, OF_A_TURN * rooms);
        try (speaker;
                Server server = Server.start(new Premises(directory, "trial").config(), furnished());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client ada = Premises.person(server);
            List<Future<?>> visits = new ArrayList<>();
            for (int room = 0; room < rooms; room++) {
                String name = "r" + room;
                int kind = room % 5;
                visits.add(threads.submit(() -> visit(ada, name, turns, kind)));
            }
            for (Future<?> visit : visits) visit.get();
            print(rooms, turns);
        }
    }

    private Furnishing furnished() {
        return new Furnishing() {
            @Override
            public ChatModels models(ChatModels found) {
                Chatter chatter = new Chatter(found, OF_A_TURN);
                models.set(chatter);
                return chatter;
            }

            @Override
            public Speaker speaker(Speaker opened) {
                return speaker;
            }
        };
    }

    /** Every fifth room is stopped in its last turn, and another fifth has a listener that stalls. */
    private void visit(Client ada, String room, int turns, int kind) {
        Hearer hearer = Hearer.open(ada, room);
        for (int turn = 1; turn <= turns; turn++) {
            hear(hearer, room + "t" + turn, turn);
        }
        if (kind == 3) stopped(hearer, room + "stop", turns + 1);
        if (kind == 4) stalled(hearer.listening(), room + "stall", turns + 1);
        hearer.close();
    }

    private void hear(Hearer hearer, String word, int turn) {
        hearer.say(word);
        Hearer.Frame first = hearer.until(it -> it.is("sentence-voiced") && it.turn() == turn);
        long closed = models.get().closed().getOrDefault(word, 0L);
        late.add(first.nanos()
                - closed
                - speaker.needs(Chatter.sentence(word, 0)).toNanos());
        hearer.until(it -> it.is("round-ended"));
        assertThat(indexes(hearer.frames(), "sentence-spoken", turn)).isEqualTo(upTo(OF_A_TURN));
        assertThat(indexes(hearer.frames(), "sentence-voiced", turn)).isEqualTo(upTo(OF_A_TURN));
        assertThat(speaker.asked(word)).isEqualTo(OF_A_TURN);
    }

    private void stopped(Hearer hearer, String word, int turn) {
        hearer.say(word);
        hearer.until(it -> it.is("sentence-voiced") && it.turn() == turn);
        hearer.until(it -> it.is("sentence-spoken"));
        hearer.stop();
        hear(hearer, word + "on", turn + 1);
        List<Hearer.Frame> journal = hearer.journal();
        int stop = IntStream.range(0, journal.size())
                .filter(it -> journal.get(it).is("turn-stopped"))
                .findFirst()
                .orElseThrow();
        List<Integer> voiced = indexes(journal, "sentence-voiced", turn);
        assertThat(indexes(journal.subList(stop, journal.size()), "sentence-voiced", turn))
                .as("heard after the stop")
                .isEmpty();
        assertThat(voiced).isEqualTo(upTo(voiced.size()));
        assertThat(speaker.asked(word)).isLessThanOrEqualTo(voiced.size() + AHEAD);
    }

    /** Reports nothing until the model is at its end, and then what it plays, one sentence after the other. */
    private void stalled(Hearer hearer, String word, int turn) {
        hearer.until(it -> it.is("round-ended") && it.data().path("round").asInt() == turn - 1);
        hearer.say(word);
        hearer.until(it -> it.is("turn-completed") && it.turn() == turn);
        if (indexes(hearer.frames(), "sentence-voiced", turn).size() < AHEAD)
            hearer.until(it -> it.is("sentence-voiced") && it.index() == AHEAD - 1);
        for (int sentence = 0; sentence < OF_A_TURN; sentence++) {
            assertThat(speaker.asked(word)).isEqualTo(Math.min(OF_A_TURN, sentence + AHEAD));
            hearer.played(turn, sentence);
            int next = sentence + AHEAD;
            if (next < OF_A_TURN) hearer.until(it -> it.is("sentence-voiced") && it.index() == next);
        }
        assertThat(indexes(hearer.frames(), "sentence-voiced", turn)).isEqualTo(upTo(OF_A_TURN));
        hearer.close();
    }

    private static List<Integer> indexes(List<Hearer.Frame> frames, String event, int turn) {
        return frames.stream()
                .filter(it -> it.is(event) && it.turn() == turn)
                .map(Hearer.Frame::index)
                .toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private void print(int rooms, int turns) {
        List<Long> sorted = new ArrayList<>(late);
        Collections.sort(sorted);
        System.out.printf(
                "%d rooms, %d turns each, %d sentences a turn, %d given up; first sound after its sentence and"
                        + " synthesis: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms of %d%n",
                rooms,
                turns,
                OF_A_TURN,
                speaker.givenUp(),
                millis(sorted, 50),
                millis(sorted, 95),
                millis(sorted, 99),
                millis(sorted, 100),
                sorted.size());
    }

    private static double millis(List<Long> sorted, int percent) {
        int place = Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1);
        return sorted.get(place) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
