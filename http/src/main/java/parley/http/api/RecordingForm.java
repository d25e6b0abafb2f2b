package parley.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.recording.Mix;
import parley.engine.recording.RecordingId;

/** The order of a recording; all lengths in seconds. */
record RecordingForm(
        @Nullable String id,
        @Nullable Format format,
        @Nullable Double intro,
        @Nullable Double outro,
        @Nullable Pauses pauses) {
    private static final double MILLIS = 1000;

    /** The kinds of file on the wire. */
    enum Format {
        @JsonProperty("mp3")
        MP3,
        @JsonProperty("opus")
        OPUS,
        @JsonProperty("wav")
        WAV
    }

    /** Silence between two sentences of a turn, and before the next turn. */
    record Pauses(@Nullable Double sentences, @Nullable Double turns) {}

    @Nullable
    RecordingId recording() {
        return id == null ? null : new RecordingId(id);
    }

    Mix mix() {
        Mix usual = Mix.of(
                switch (format == null ? Format.MP3 : format) {
                    case MP3 -> Mix.Format.MP3;
                    case OPUS -> Mix.Format.OPUS;
                    case WAV -> Mix.Format.WAV;
                });
        return new Mix(
                usual.format(),
                millis("intro", intro, usual.intro()),
                millis("outro", outro, usual.outro()),
                millis("pauses.sentences", pauses == null ? null : pauses.sentences, usual.betweenSentences()),
                millis("pauses.turns", pauses == null ? null : pauses.turns, usual.betweenTurns()));
    }

    private static int millis(String what, @Nullable Double seconds, int usual) {
        if (seconds == null) return usual;
        if (seconds.isNaN() || Math.abs(seconds) > Short.MAX_VALUE) throw Refusal.invalid(what + " is too much");
        return (int) Math.round(seconds * MILLIS);
    }
}
