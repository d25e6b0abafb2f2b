package parley.engine.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts cut in several ways. */
final class Chunks {
    private Chunks() {}

    static List<TextChunk> of(ChunkerOptions options, Iterable<String> pieces) {
        Chunker chunker = new Chunker(options);
        List<TextChunk> chunks = new ArrayList<>();
        for (String piece : pieces) chunks.addAll(chunker.add(piece));
        chunks.addAll(chunker.end());
        return chunks;
    }

    static List<TextChunk> whole(String language, String text) {
        return of(ChunkerOptions.of(language).withEarlyClause(false), List.of(text));
    }

    static List<String> texts(List<TextChunk> chunks) {
        return chunks.stream().map(TextChunk::text).toList();
    }

    static List<TextChunk.Kind> kinds(List<TextChunk> chunks) {
        return chunks.stream().map(TextChunk::kind).toList();
    }

    /** Pieces as short as a model's tokens, or single characters where {@code longest} is 1. */
    static List<String> pieces(String text, SplittableRandom random, int longest) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
