package parley.engine.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.japi.Pair;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;
import parley.engine.speech.SentenceCutter;

/** Cuts one answer into pieces while it streams, and passes each token on at once. Used by one stream only. */
final class Cutting {
    private final Consumer<String> tokens;
    private final LongSupplier since;
    private final int promptLength;
    private final SentenceCutter cutter = new SentenceCutter();
    private int index;
    private int start;
    private int length;
    private long firstToken;
    private boolean ended;

    /** Cuts the answer to a prompt; {@code since} tells the milliseconds since it was asked for. */
    Cutting(int first, Prompt prompt, Consumer<String> tokens, LongSupplier since) {
        this.tokens = tokens;
        this.since = since;
        this.promptLength = prompt.length();
        this.index = first;
        this.start = prompt.prefill().length();
    }

    Pair<Cutting, List<Piece>> next(Piece.Signal signal) {
        List<Piece> pieces = switch (signal) {
            case Piece.Came(Chunk.Text text) -> said(text.text());
            case Piece.Came(Chunk.Finished end) -> ended(new Piece.Whole(end));
            case Piece.Broken broken -> ended(broken);
        };
        return Pair.create(this, pieces);
    }

    /** The stream is over; without an end of its own it was stopped. */
    Optional<List<Piece>> rest() {
        return ended ? Optional.empty() : Optional.of(ended(new Piece.Halted(Usage.estimate(promptLength, length))));
    }

    private List<Piece> said(String text) {
        if (length == 0) firstToken = since.getAsLong();
        tokens.accept(text);
        length += text.length();
        List<String> cut = cutter.add(text);
        return cut.isEmpty() ? List.of() : sentences(cut);
    }

    private List<Piece> sentences(List<String> cut) {
        List<Piece> pieces = new ArrayList<>(cut.size() + 1);
        for (String sentence : cut) {
            int end = start + sentence.length();
            pieces.add(new Piece.Sentence(index++, start, sentence, firstToken, Usage.estimate(promptLength, end)));
            start = end;
        }
        return pieces;
    }

    private List<Piece> ended(Piece end) {
        ended = true;
        List<Piece> pieces = sentences(cutter.end());
        pieces.add(end);
        return pieces;
    }
}
