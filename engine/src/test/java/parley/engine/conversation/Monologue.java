package parley.engine.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * A turn that a scripted model speaks, cut and told like a real one: one telling at a time, what comes meanwhile is
 * gathered.
 */
final class Monologue {
    final int turn;
    final int attempt;
    final int prefilled;
    final CompletableFuture<Boolean> last = new CompletableFuture<>();
    private final Cutting cutting;
    private final Deque<Piece.Signal> script;
    private final List<Piece> gathered = new ArrayList<>();
    private boolean over;
    private boolean telling;

    Monologue(OpenTurn open, Prompt prompt, Cutting.Counter counter, Deque<Piece.Signal> script) {
        this.turn = open.turn();
        this.attempt = open.attempt();
        this.prefilled = prompt.prefill().length();
        this.script = script;
        Cutting.Listener listener = new Cutting.Listener(_ -> {}, () -> 1L, counter, last);
        this.cutting = new Cutting(open.sentences().size(), prompt, ChunkerOptions.wholeSentences(), listener);
    }

    /** What a model may do: speak for a while, and then end well, badly, twice, or not at all. */
    static Deque<Piece.Signal> script(Random random) {
        Deque<Piece.Signal> script = new ArrayDeque<>();
        int texts = random.nextInt(6);
        for (int text = 0; text < texts; text++)
            script.add(came(new Chunk.Text("Well, " + "and on ".repeat(random.nextInt(40)) + "it is. ")));
        Usage told = new Usage(random.nextInt(2_000), 1 + random.nextInt(1_000), false);
        switch (random.nextInt(9)) {
            case 0 -> script.add(new Piece.Broke(new ModelFailure.CutOff("the wire was cut")));
            case 1 -> script.add(new Piece.Broke(new IllegalStateException("a fault of ours")));
            case 2 -> script.add(finished(Usage.estimate(0, 0)));
            case 3 -> {
                script.add(finished(told));
                script.add(finished(new Usage(9_000, 9_000, false)));
            }
            case 4 -> script.add(finished(new Usage(Long.MIN_VALUE, Long.MAX_VALUE, false)));
            case 5 -> script.add(finished(new Usage(2_000, 900, false, 1_500, 400, 100)));
            case 6 -> {}
            default -> script.add(finished(told));
        }
        return script;
    }

    private static Piece.Signal finished(Usage usage) {
        return came(new Chunk.Finished(Chunk.Reason.STOP, usage));
    }

    private static Piece.Signal came(Chunk chunk) {
        return new Piece.Came(chunk);
    }

    /** The model says one thing more. */
    void goOn() {
        if (over) return;
        Piece.Signal next = script.poll();
        if (next == null) {
            stop();
            return;
        }
        List<Piece> pieces = cutting.next(next).second();
        gathered.addAll(pieces);
        over = Cutting.halts(pieces);
    }

    /** Nothing more is read of the model. */
    void stop() {
        if (over) return;
        over = true;
        cutting.rest().ifPresent(gathered::addAll);
    }

    /** What is to be stored now; nothing while something is being stored. */
    List<Piece> tells() {
        if (telling || gathered.isEmpty()) return List.of();
        List<Piece> pieces = List.copyOf(gathered);
        gathered.clear();
        telling = true;
        return pieces;
    }

    void told() {
        telling = false;
    }

    boolean drained() {
        return over && !telling && gathered.isEmpty();
    }
}
