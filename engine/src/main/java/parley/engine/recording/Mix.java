package parley.engine.recording;

import java.util.Locale;
import parley.engine.kernel.Refusal;

/**
 * How a recording is put together; all lengths in milliseconds.
 *
 * @param intro silence before the first sentence
 * @param outro silence after the last one
 * @param betweenSentences silence between two sentences of a turn
 * @param betweenTurns silence before the next turn, where mostly somebody else speaks
 */
public record Mix(Format format, int intro, int outro, int betweenSentences, int betweenTurns) {
    private static final int LONGEST_EDGE = 30_000;
    private static final int LONGEST_PAUSE = 10_000;
    private static final int BETWEEN_SENTENCES = 250;
    private static final int BETWEEN_TURNS = 500;

    /** As captions are laid out where no recording is meant. */
    public static final Mix USUAL = of(Format.MP3);

    public Mix {
        check("intro", intro, LONGEST_EDGE);
        check("outro", outro, LONGEST_EDGE);
        check("the pause between sentences", betweenSentences, LONGEST_PAUSE);
        check("the pause between turns", betweenTurns, LONGEST_PAUSE);
    }

    /** The kinds of file that a recording can be. */
    public enum Format {
        MP3("audio/mpeg"),
        /** In an Ogg file. */
        OPUS("audio/ogg"),
        WAV("audio/wav");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }

        /** What its file names end with, and how it is asked for. */
        public String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Without silence at its edges, and with the usual pauses. */
    public static Mix of(Format format) {
        return new Mix(format, 0, 0, BETWEEN_SENTENCES, BETWEEN_TURNS);
    }

    private static void check(String what, int millis, int most) {
        if (millis < 0 || millis > most) throw Refusal.invalid(what + " must be 0 to " + most / 1000 + " seconds");
    }
}
