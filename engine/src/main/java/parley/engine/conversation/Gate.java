package parley.engine.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import parley.engine.moderation.Moderation;
import parley.engine.moderation.Moderator;
import parley.engine.moderation.Verdict;

/**
 * Stands between one turn's pieces and everybody else: nobody is told of a sentence before it was judged, and nobody ever
 * of one that is blocked. What passes is in order, numbered anew, and told to the viewers sentence by sentence.
 */
final class Gate {
    private static final String BLOCKED = "moderation";
    private final Moderation moderation;
    private final CompletionStage<Verdict> stopped;
    private final Consumer<String> told;
    private final CompletableFuture<Boolean> shut = new CompletableFuture<>();

    /**
     * A gate for one turn.
     *
     * @param silence done once the turn is stopped: verdicts are not waited for any more
     * @param told hears each sentence that passes
     */
    Gate(Moderation moderation, CompletionStage<Boolean> silence, Consumer<String> told) {
        this.moderation = moderation;
        this.stopped = silence.thenApply(_ -> Moderation.UNJUDGED);
        this.told = told;
    }

    /** A sentence was blocked that ends its turn. */
    boolean isShut() {
        return shut.isDone();
    }

    /**
     * Pieces in, pieces out that may be told.
     *
     * @param first the index of the first sentence to come
     * @param prefill the turn's text so far
     */
    Flow<List<Piece>, List<Piece>, NotUsed> flow(int first, String prefill) {
        Flow<List<Piece>, List<Piece>, NotUsed> pieces = Flow.create();
        if (!moderation.gated()) return pieces;
        return pieces.mapConcat(it -> it) // piece by piece
                .statefulMap(() -> prefill, Gate::asked, _ -> Optional.empty()) // with what came before
                .mapAsync(moderation.atOnce(), this::judged) // judged pieces
                .statefulMap(() -> new Passage(first, prefill.length()), Passage::next, _ -> Optional.empty()) // passed
                .filter(it -> !it.isEmpty());
    }

    private record Asked(Piece piece, String before) {}

    private static Pair<String, Asked> asked(String before, Piece piece) {
        String after = piece instanceof Piece.Sentence it ? before + it.text() : before;
        String tail = after.substring(Math.max(0, after.length() - Moderator.BEFORE));
        return Pair.create(tail, new Asked(piece, before));
    }

    private CompletionStage<Piece> judged(Asked asked) {
        if (!(asked.piece instanceof Piece.Sentence sentence)) return CompletableFuture.completedFuture(asked.piece);
        return moderation
                .verdict(sentence.text(), asked.before)
                .applyToEither(stopped, Function.identity())
                .thenApply(verdict -> switch (verdict) {
                    case Verdict.Allowed _ -> sentence;
                    case Verdict.Blocked(String rule) -> sentence.blocked(rule);
                });
    }

    /** What passes, counted; after the sentence that shuts the gate only the turn's end. */
    private final class Passage {
        private int index;
        private int start;
        private Optional<Piece> last = Optional.empty();

        Passage(int first, int length) {
            index = first;
            start = length;
        }

        Pair<Passage, List<Piece>> next(Piece piece) {
            return Pair.create(this, last.map(it -> afterwards(it, piece)).orElseGet(() -> switch (piece) {
                case Piece.Sentence it -> passed(it);
                case Piece.Blocked it when moderation.after() == Moderation.After.STOP -> shuts(it);
                case Piece it -> List.of(it);
            }));
        }

        private List<Piece> passed(Piece.Sentence it) {
            Piece numbered = new Piece.Sentence(index++, start, it.text(), it.firstToken(), it.soFar(), it.kind());
            start += it.text().length();
            told.accept(it.text());
            return List.of(numbered);
        }

        /** It is recorded in one write with the end, so that no crash comes between them. */
        private List<Piece> shuts(Piece.Blocked it) {
            last = Optional.of(it);
            shut.complete(true);
            return List.of();
        }

        private static List<Piece> afterwards(Piece last, Piece piece) {
            return switch (piece) {
                case Piece.Sentence _, Piece.Blocked _ -> List.of();
                case Piece.Whole it -> List.of(last, new Piece.Hushed(it.end().usage(), BLOCKED));
                case Piece.Wanted it -> List.of(last, new Piece.Hushed(it.soFar(), BLOCKED));
                case Piece.Halted it -> List.of(last, new Piece.Hushed(it.usage(), BLOCKED));
                case Piece.Broken it -> List.of(last, new Piece.Hushed(it.usage(), BLOCKED));
                case Piece.Hushed it -> List.of(last, it);
            };
        }
    }
}
