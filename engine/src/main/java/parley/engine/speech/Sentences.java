package parley.engine.speech;

import java.time.Duration;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import parley.engine.chunking.ChunkerOptions;
import parley.engine.chunking.ChunkerStage;
import parley.engine.chunking.TextChunk;

/** Sentences out of streaming text. */
public final class Sentences {
    /** How long the text may pause before a sentence that looks complete is handed over. */
    public static final Duration PAUSE = Duration.ofMillis(150);

    private Sentences() {}

    /**
     * Pieces of text in, sentences out, as {@link parley.engine.chunking.Chunker} cuts them. What is left is told when the
     * text completes; when it fails, the unfinished sentence is dropped.
     */
    public static Flow<String, String, NotUsed> flow() {
        return Flow.of(String.class)
                .via(new ChunkerStage(ChunkerOptions.wholeSentences(), PAUSE)) // chunks
                .map(TextChunk::text); // sentences
    }
}
