package parley.engine.speech;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;

/** Sentences out of streaming text. */
public final class Sentences {
    private Sentences() {}

    /**
     * Pieces of text in, sentences out, as {@link SentenceCutter} cuts them. What is left is told when the text
     * completes; when it fails, the unfinished sentence is dropped.
     */
    public static Flow<String, String, NotUsed> flow() {
        return Flow.of(String.class)
                .map(Optional::of) // pieces
                .concatLazy(Source.single(Optional.<String>empty())) // pieces and the end
                .statefulMapConcat(Sentences::cutting); // sentences
    }

    private static Function<Optional<String>, Iterable<String>> cutting() {
        SentenceCutter cutter = new SentenceCutter();
        return piece -> piece.<List<String>>map(cutter::add).orElseGet(cutter::end);
    }
}
