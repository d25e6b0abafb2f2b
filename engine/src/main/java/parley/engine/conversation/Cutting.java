package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.japi.Pair;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.TextChunk;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/** Cuts one answer into pieces while it streams, and passes each token on at once. Used by one stream only. */
final class Cutting {
    private final Listener listener;
    private final ChunkerOptions options;
    private final StringBuilder answer = new StringBuilder();
    private Prompt prompt;
    private Chunker chunker;
    private Usage before = Usage.NONE;
    private int index;
    private int start;
    private int stepStart;
    private long firstToken;
    private boolean begun;
    private boolean apart;
    private boolean ended;

    /**
     * Who hears of an answer.
     *
     * @param tokens hears each token
     * @param since tells the milliseconds since the answer was asked for
     * @param used tells what an answer used, where its provider did not say
     * @param last done once the sentence under way is the last that can be paid for
     */
    record Listener(Consumer<String> tokens, LongSupplier since, Counter used, Future<Boolean> last) {}

    /** Counts what an answer used. */
    @FunctionalInterface
    interface Counter {
        Usage used(Prompt prompt, String answer);
    }

    /** Cuts the answer to a prompt as the options say. */
    Cutting(int first, Prompt prompt, ChunkerOptions options, Listener listener) {
        this.listener = listener;
        this.options = options;
        this.chunker = new Chunker(options);
        this.prompt = prompt;
        this.index = first;
        this.start = prompt.prefill().length();
    }

    Pair<Cutting, List<Piece>> next(Piece.Signal signal) {
        List<Piece> pieces = switch (signal) {
            case Piece.Came(Chunk.Text text) -> said(text.text());
            case Piece.Came(Chunk.Finished end) -> ended(new Piece.Whole(counted(end)));
            case Piece.Wants it -> wants(it);
            case Piece.Asked(Prompt next) -> asked(next);
            case Piece.Hush(String reason) -> ended(new Piece.Hushed(used(), reason));
            case Piece.Came(Chunk.Thought _), Piece.Came(Chunk.ToolCall _), Piece.Came(Chunk.Waiting _) -> List.of();
            case Piece.Paused _ -> paused();
            case Piece.Broke(Throwable failure) -> ended(new Piece.Broken(failure, used()));
        };
        return Pair.create(this, pieces);
    }

    /** The stream is over; without an end of its own it was stopped. */
    Optional<List<Piece>> rest() {
        return ended ? Optional.empty() : Optional.of(ended(new Piece.Halted(used())));
    }

    /** Whether these pieces are the last ones, though the model would go on. */
    static boolean halts(List<Piece> pieces) {
        return !pieces.isEmpty() && pieces.getLast() instanceof Piece.Halted;
    }

    /** A report of nothing where something was said is none. */
    private Chunk.Finished counted(Chunk.Finished end) {
        boolean silent = end.usage().outputTokens() == 0 && !answer.isEmpty();
        return new Chunk.Finished(end.reason(), end.usage().estimated() || silent ? used() : before.plus(end.usage()));
    }

    /** In all steps. */
    private Usage used() {
        return answer.isEmpty() ? before : before.plus(listener.used.used(prompt, answer.toString()));
    }

    /** The step is over, and with it its last sentence. */
    private List<Piece> wants(Piece.Wants it) {
        if (ended) return List.of();
        if (listener.last.isDone()) return ended(new Piece.Halted(used()));
        List<Piece> pieces = new ArrayList<>(sentences(chunker.end()));
        it.calls().forEach(call -> answer.append(call.arguments()));
        boolean told = !it.usage().estimated() && it.usage().outputTokens() > 0;
        Usage step = told ? it.usage() : listener.used.used(prompt, answer.toString());
        before = before.plus(step);
        answer.setLength(0);
        chunker = new Chunker(options);
        stepStart = start;
        pieces.add(new Piece.Wanted(it.calls(), step, before, it.onward()));
        return pieces;
    }

    private List<Piece> asked(Prompt next) {
        prompt = next;
        return List.of();
    }

    /** What a model says after it used a tool begins as if nothing had been said before: a paragraph of its own. */
    private String joined(String text) {
        boolean seam = start == stepStart && answer.isEmpty() && apart && !Character.isWhitespace(text.charAt(0));
        apart = !Character.isWhitespace(text.charAt(text.length() - 1));
        return seam ? "\n\n" + text : text;
    }

    private List<Piece> said(String more) {
        if (ended) return List.of();
        String text = joined(more);
        if (!begun) firstToken = listener.since.getAsLong();
        begun = true;
        boolean last = listener.last.isDone();
        if (!last) listener.tokens.accept(text);
        answer.append(text);
        List<TextChunk> cut = chunker.add(text);
        return last ? lastOnes(text, cut) : sentences(cut);
    }

    /** What comes after the last sentence is not shown, as far as it has not been. */
    private List<Piece> lastOnes(String text, List<TextChunk> cut) {
        if (cut.isEmpty()) {
            listener.tokens.accept(text);
            return List.of();
        }
        List<Piece> pieces = sentences(cut);
        List<TextChunk> begun = chunker.end();
        int rest = begun.stream().mapToInt(it -> it.text().length()).sum();
        if (rest <= text.length()) {
            listener.tokens.accept(text.substring(0, text.length() - rest));
            answer.setLength(answer.length() - rest);
        } else {
            listener.tokens.accept(text);
            pieces.addAll(sentences(begun));
        }
        return halted(pieces);
    }

    private List<Piece> halted(List<Piece> pieces) {
        ended = true;
        pieces.add(new Piece.Halted(used()));
        return pieces;
    }

    /** A sentence that looks complete is not kept back while the model pauses. */
    private List<Piece> paused() {
        if (ended) return List.of();
        List<Piece> pieces = sentences(chunker.flush());
        return pieces.isEmpty() || !listener.last.isDone() ? pieces : halted(pieces);
    }

    private List<Piece> sentences(List<TextChunk> cut) {
        if (cut.isEmpty()) return List.of();
        List<Piece> pieces = new ArrayList<>(cut.size() + 1);
        for (TextChunk chunk : cut) {
            int end = start + chunk.text().length();
            Usage soFar = before.plus(Usage.estimate(prompt.length(), end - stepStart));
            pieces.add(new Piece.Sentence(index++, start, chunk.text(), firstToken, soFar, chunk.kind()));
            start = end;
        }
        return pieces;
    }

    private List<Piece> ended(Piece end) {
        if (ended) return List.of();
        ended = true;
        List<Piece> pieces = new ArrayList<>(sentences(chunker.end()));
        pieces.add(end);
        return pieces;
    }
}
