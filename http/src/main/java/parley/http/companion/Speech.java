package parley.http.companion;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Viseme;
import parley.http.sound.Wav;

/**
 * A text as it was said: its sentences' sounds joined to one file, and the mouth over all of it.
 *
 * @param rate samples a second
 * @param sentences that there are to say; those that no voice could say are not among the pieces
 */
record Speech(int rate, int sentences, List<Piece> pieces) {
    private static final String NOTHING = Wav.MEDIA_TYPE;

    Speech {
        pieces = List.copyOf(pieces);
    }

    String mediaType() {
        return pieces.isEmpty() ? NOTHING : pieces.getFirst().mediaType();
    }

    /** Whether every sentence is in it. */
    boolean complete() {
        return pieces.size() == sentences;
    }

    double seconds() {
        return pieces.stream().mapToDouble(Piece::seconds).sum();
    }

    /** The whole file. */
    ByteString file() {
        ByteString joined = pieces.stream().map(Piece::bytes).reduce(ByteString.emptyByteString(), ByteString::concat);
        return mediaType().equals(Wav.MEDIA_TYPE)
                ? Wav.header(rate, joined.size()).concat(joined)
                : joined;
    }

    /** In order of time; seconds since the beginning of the file. */
    List<Viseme> visemes() {
        List<Viseme> all = new ArrayList<>();
        double begin = 0;
        for (Piece piece : pieces) {
            for (Viseme it : piece.visemes()) all.add(new Viseme(begin + it.time(), it.duration(), it.shape()));
            begin += piece.seconds();
        }
        return all;
    }
}
