package parley.http.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one viewer has seen of a room over all its connections. Takes each frame as it comes and complains at once where
 * one is missing, comes twice or says something else than was recorded.
 */
final class Seen {
    private final List<String> recorded = new ArrayList<>();
    private final Map<Integer, String> turns = new TreeMap<>();
    private final StringBuilder live = new StringBuilder();
    private final StringBuilder spoken = new StringBuilder();
    private String cursor = "";
    private long sequence;
    private int turn;

    void take(Frame frame) {
        if (frame.isDelta()) delta(frame);
        else recorded(frame);
        hold(frame.offset() == live.length(), "the id says where the text stands, " + live.length(), frame);
        cursor = frame.id();
    }

    /** The id of the last frame; empty where none was seen. */
    String cursor() {
        return cursor;
    }

    /** Everything recorded, as it was told. */
    List<String> recorded() {
        return recorded;
    }

    /** The text of each ended turn, as it was shown. */
    Map<Integer, String> turns() {
        return turns;
    }

    private void delta(Frame frame) {
        String text = frame.text();
        hold(frame.sequence() == sequence, "a delta follows event " + sequence, frame);
        hold(turn > 0 && frame.number("turn") == turn, "a delta is of the running turn " + turn, frame);
        hold(!text.isEmpty(), "a delta says something", frame);
        live.append(text);
    }

    private void recorded(Frame frame) {
        hold(frame.sequence() == sequence + 1, "this follows event " + sequence, frame);
        sequence = frame.sequence();
        recorded.add(frame.sequence() + " " + frame.event() + " " + frame.data());
        switch (frame.event()) {
            case "turn-started" -> {
                hold(live.isEmpty() && turn == 0, "one turn at a time", frame);
                turn = frame.number("turn");
            }
            case "sentence-spoken" -> spoken(frame);
            case "turn-completed", "turn-stopped" -> ended(frame);
            case "turn-failed", "turn-superseded" -> hold(false, "no turn fails here", frame);
            default -> {}
        }
    }

    /** A sentence is either already shown or completes what is shown. */
    private void spoken(Frame frame) {
        hold(frame.number("start") == spoken.length(), "sentences follow each other", frame);
        spoken.append(frame.text());
        String shown = live.toString();
        String stored = spoken.toString();
        hold(shown.startsWith(stored) || stored.startsWith(shown), "live and recorded are the same: " + shown, frame);
        if (stored.length() > shown.length()) live.append(stored, shown.length(), stored.length());
    }

    private void ended(Frame frame) {
        hold(live.compareTo(spoken) == 0, "all that was shown is recorded: " + live, frame);
        turns.put(turn, live.toString());
        live.setLength(0);
        spoken.setLength(0);
        turn = 0;
    }

    private void hold(boolean holds, String rule, Frame frame) {
        if (!holds) throw new AssertionError(rule + ", but after " + cursor + " came " + frame);
    }
}
