package parley.http.companion;

import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A text while it is said: its first sentence is, the others follow. To be listened to once; whoever stops listening ends it.
 *
 * @param sentences that there are to say
 * @param others all pieces after the first; one that no voice could say is not among them
 */
record Reading(int rate, int sentences, Piece first, Source<Piece, NotUsed> others) {
    /** All of it, once it is said. */
    Source<Speech, NotUsed> whole() {
        return others.limit(sentences) // pieces
                .grouped(sentences) // all of them
                .orElse(Source.single(List.of())) // all of them, or none
                .map(it -> new Speech(rate, sentences, joined(it)));
    }

    private List<Piece> joined(List<Piece> more) {
        return Stream.concat(Stream.of(first), more.stream()).toList();
    }
}
