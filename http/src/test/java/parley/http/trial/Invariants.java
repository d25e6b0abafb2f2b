package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold of a room's stream however often its process died, as one viewer saw it over all its connections. */
final class Invariants {
    private Invariants() {}

    /** Every recorded event was seen once and in order, with no gap. */
    static void contiguous(List<Recorder.Frame> frames) {
        long last = 0;
        for (Recorder.Frame frame : frames) {
            if (frame.event().equals("delta")) {
                assertThat(frame.sequence())
                        .as("delta after the events before it")
                        .isEqualTo(last);
            } else {
                assertThat(frame.sequence()).as("event %s", frame).isEqualTo(last + 1);
                last = frame.sequence();
            }
        }
    }

    /** Live text came piece by piece, each beginning where the one before ended, and became what was recorded. */
    static void textIsWhole(List<Recorder.Frame> frames) {
        StringBuilder text = new StringBuilder();
        for (Recorder.Frame frame : frames) {
            switch (frame.event()) {
                case "turn-started" -> text.setLength(frame.data().path("from").asInt());
                case "turn-superseded" ->
                    text.setLength(
                            Math.min(text.length(), frame.data().path("kept").asInt()));
                case "delta" -> {
                    text.append(frame.data().path("text").asText());
                    assertThat(text.length()).as("offset of %s", frame).isEqualTo(frame.offset());
                }
                case "sentence-spoken" -> {
                    int start = frame.data().path("start").asInt();
                    String sentence = frame.data().path("text").asText();
                    if (text.length() < start + sentence.length()) {
                        text.setLength(Math.min(text.length(), start));
                        text.append(sentence);
                    }
                    assertThat(text.substring(start, start + sentence.length())).isEqualTo(sentence);
                }
                default -> {}
            }
        }
    }

    /** Exactly the turns asked for were completed, each attempt ended once, each turn was charged once. */
    static void turnsAreExact(List<Recorder.Frame> frames, int asked) {
        Map<Integer, Integer> completed = new TreeMap<>();
        Map<Integer, Integer> charged = new TreeMap<>();
        Map<String, Integer> open = new HashMap<>();
        for (Recorder.Frame frame : frames) {
            int turn = frame.data().path("turn").asInt();
            String attempt = turn + "/" + frame.data().path("attempt").asInt();
            switch (frame.event()) {
                case "turn-started" -> open.merge(attempt, 1, Integer::sum);
                case "turn-superseded" -> open.merge(attempt, -1, Integer::sum);
                case "turn-completed" -> {
                    open.merge(attempt, -1, Integer::sum);
                    completed.merge(turn, 1, Integer::sum);
                }
                case "turn-charged" -> charged.merge(turn, 1, Integer::sum);
                default -> {}
            }
        }
        assertThat(completed).as("completed turns").hasSize(asked);
        assertThat(completed.values()).as("completions a turn").containsOnly(1);
        assertThat(charged.keySet()).as("charged turns").isEqualTo(completed.keySet());
        assertThat(charged.values()).as("charges a turn").containsOnly(1);
        assertThat(open.values()).as("attempts begun and ended").containsOnly(0);
    }

    /** The sum of all charges in a stream, in credits. */
    static long charges(List<Recorder.Frame> frames) {
        return frames.stream()
                .filter(it -> it.event().equals("turn-charged"))
                .mapToLong(it -> it.data().path("credits").asLong())
                .sum();
    }
}
