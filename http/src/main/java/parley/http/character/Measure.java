package parley.http.character;

import java.util.Locale;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.http.edge.Problem;

/** Lets through so many bytes of a file as its kind may have, which its first bytes tell. Used by one file only. */
final class Measure {
    private static final int TELLING = 4;
    private static final ByteString ZIP = ByteString.fromInts('P', 'K', 3, 4);
    private static final ByteString JPEG = ByteString.fromInts(0xFF, 0xD8);

    private final CharacterSettings settings;
    private final boolean bundle;
    private ByteString head = ByteString.emptyByteString();
    private long bytes;
    private @Nullable Problem refusal;

    Measure(CharacterSettings settings, String name) {
        this.settings = settings;
        this.bundle = name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** A piece, or nothing where there were too many before. */
    ByteString passed(ByteString piece) {
        if (head.size() < TELLING) head = head.concat(piece.take(TELLING - head.size()));
        bytes += piece.size();
        if (bytes > most() && refusal == null) refusal = Problem.tooLarge(most());
        return refusal == null ? piece : ByteString.emptyByteString();
    }

    private long most() {
        if (head.equals(ZIP)) return bundle ? settings.bundle() : settings.archive();
        // A picture with an archive behind it is an archive too.
        return head.take(2).equals(JPEG) ? settings.archive() : settings.card();
    }

    long bytes() {
        return bytes;
    }

    /** Why the file cannot be taken; absent where it can. */
    @Nullable
    Problem refusal() {
        return refusal;
    }
}
