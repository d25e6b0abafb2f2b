package parley.http.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A room that answers from a script: step by step, so that it can be stopped between any two. */
final class FakeRound {
    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)");
    private static final long CREDITS = 3;

    private final FakeRoom room;
    private final List<Map<String, Object>> participants;
    private final Script script;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private int round;
    private int turns;
    private boolean turning;
    private boolean running;

    /**
     * What is said.
     *
     * @param replies sentences by turn, used over and over; each ends with the space that follows it
     * @param lost the turn whose first attempt is lost in its second sentence, or 0
     * @param millis how long each sentence can be heard
     */
    record Script(List<List<String>> replies, int lost, long millis) {}

    FakeRound(FakeRoom room, List<Map<String, Object>> participants, Script script) {
        this.room = room;
        this.participants = participants;
        this.script = script;
    }

    synchronized void say(String message, String text, int wanted) {
        room.record("message-said", 0, Map.of("message", message, "author", "u1", "text", text));
        round++;
        running = true;
        room.record("round-started", 0, Map.of("round", round, "turns", wanted));
        for (int turn = 0; turn < wanted; turn++) steps.add(this::plan);
        steps.add(() -> end("LIMIT"));
    }

    /** Does the next thing, if there is one. */
    synchronized void step() {
        Runnable next = steps.poll();
        if (next != null) next.run();
    }

    synchronized void stop() {
        if (!running) return;
        steps.clear();
        if (turning) {
            room.record("turn-stopped", 0, Map.of("turn", turns, "attempt", 1, "usage", usage(9), "credits", 1));
            room.record("turn-charged", 0, Map.of("turn", turns, "credits", 1));
            turning = false;
        }
        end("STOPPED");
    }

    synchronized boolean running() {
        return running;
    }

    synchronized int turns() {
        return turns;
    }

    long millis() {
        return script.millis();
    }

    private void end(String ending) {
        running = false;
        room.record("round-ended", 0, Map.of("round", round, "ending", ending));
    }

    /** Puts one turn's steps before whatever is planned after it. */
    private void plan() {
        int turn = ++turns;
        turning = true;
        Map<String, Object> speaker = participants.get((turn - 1) % participants.size());
        List<String> sentences =
                script.replies().get((turn - 1) % script.replies().size());
        Deque<Runnable> later = new ArrayDeque<>(steps);
        steps.clear();
        begin(turn, 1, speaker, 0);
        int start = 0;
        int attempt = 1;
        for (int index = 0; index < sentences.size(); index++) {
            if (turn == script.lost() && index == 1) {
                lose(turn, speaker, start);
                attempt = 2;
            }
            speak(turn, attempt, speaker, index, start, sentences.get(index));
            start += sentences.get(index).length();
        }
        finish(turn, attempt, start);
        steps.addAll(later);
    }

    private void begin(int turn, int attempt, Map<String, Object> speaker, int from) {
        Map<String, Object> why =
                Map.of("policy", "round-robin", "candidates", List.of(), "reason", "It was their turn.", "seed", 0);
        Map<String, Object> started = new LinkedHashMap<>(Map.of("turn", turn, "attempt", attempt));
        started.putAll(Map.of("speaker", speaker.get("agent"), "why", why, "model", speaker.get("model")));
        started.putAll(Map.of("hold", "h" + turn, "credits", 10, "from", from));
        room.record("turn-started", from, started);
    }

    private void lose(int turn, Map<String, Object> speaker, int start) {
        String lost = "This half is lost";
        words(turn, 1, speaker, start, lost);
        steps.add(() ->
                room.record("turn-superseded", start, Map.of("turn", turn, "attempt", 1, "kept", start, "wasted", 2)));
        steps.add(() -> begin(turn, 2, speaker, start));
    }

    private void words(int turn, int attempt, Map<String, Object> speaker, int start, String text) {
        int end = start;
        for (String word : WORDS.splitAsStream(text).toList()) {
            end += word.length();
            int seen = end;
            steps.add(() -> room.delta(turn, attempt, String.valueOf(speaker.get("agent")), word, seen));
        }
    }

    private void speak(int turn, int attempt, Map<String, Object> speaker, int index, int start, String text) {
        words(turn, attempt, speaker, start, text);
        int end = start + text.length();
        Map<String, Object> spoken =
                Map.of("turn", turn, "attempt", attempt, "index", index, "start", start, "text", text);
        steps.add(() -> room.record("sentence-spoken", end, spoken));
        steps.add(() ->
                room.record("sentence-voiced", end, Map.of("turn", turn, "index", index, "millis", script.millis())));
    }

    private void finish(int turn, int attempt, int length) {
        steps.add(() -> {
            turning = false;
            Map<String, Object> done = new LinkedHashMap<>(Map.of("turn", turn, "attempt", attempt, "reason", "STOP"));
            done.putAll(Map.of("usage", usage(length / 4), "credits", CREDITS));
            room.record("turn-completed", 0, done);
            room.record("turn-charged", 0, Map.of("turn", turn, "credits", CREDITS));
        });
    }

    private static Map<String, Object> usage(int output) {
        return Map.of("inputTokens", 214, "outputTokens", output, "estimated", true);
    }
}
