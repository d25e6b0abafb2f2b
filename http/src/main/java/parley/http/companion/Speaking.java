package parley.http.companion;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Manner;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.http.edge.Problem;

/** Has said what visitors want said. */
final class Speaking {
    /** Whether any engine of this server learns a voice from a sample. */
    static final boolean CLONES = false;

    /** What a voice is called that another Companion's server learnt. */
    static final String CLONE = "clone:";

    private static final String DEFAULT = "default";

    /** Longer texts are streamed while they are said, and then nobody knows the visemes when the headers go out. */
    private static final int SAID_BEFORE_SENT = 120;
    /** Clients that read headers take 8 KB of one and up. */
    private static final int LONGEST_HEADER = 6000;

    private final Doors doors;
    private final SpeechSettings settings;
    private final String usual;
    private final Reader reader;

    Speaking(Doors doors, CompanionSettings companion) {
        this.doors = doors;
        this.settings = companion.speech();
        this.usual = companion.voice();
        this.reader = new Reader(doors.speaker(), settings, doors.system());
    }

    /**
     * What to say, as both servers are asked (contract, 4.1 and 4.2).
     *
     * @param stream what the separate server answers with: the sound itself, or JSON
     * @param voice see {@link VoiceChoice}
     * @param speakerProfileId another way to name the voice {@code clone:<id>}
     * @param speed 0.5 to 2
     */
    record Wish(
            String text,
            @Nullable Boolean stream,
            @Nullable String voice,
            @Nullable String speakerProfileId,
            @Nullable Double speed) {}

    SpeechSettings settings() {
        return settings;
    }

    VoiceChoice voices() {
        Speaker speaker = doors.speaker();
        return new VoiceChoice(speaker.voices());
    }

    /** The engine whose voice is the best; {@code none} where there is none. */
    String engine() {
        VoiceChoice voices = voices();
        return voices.isEmpty() ? "none" : voices.best().voice().engine();
    }

    /** Begins. */
    CompletionStage<Reading> read(Wish wish) {
        check(wish);
        VoiceChoice voices = voices();
        if (voices.isEmpty())
            throw new Problem(StatusCodes.SERVICE_UNAVAILABLE, "unavailable", "this server has no voices");
        return reader.read(wish.text, voice(voices, wish));
    }

    /** Sound as it is sent: a short text as a whole, with headers that tell of all of it, a long one while it is said. */
    CompletionStage<Sounding> sound(Wish wish) {
        return read(wish)
                .thenCompose(reading -> wish.text.length() > SAID_BEFORE_SENT
                        ? CompletableFuture.completedFuture(new Sounding.Streamed(reading))
                        : reading.whole().runWith(Sink.head(), doors.system()).thenApply(Sounding.Whole::new));
    }

    /** What is sent. */
    sealed interface Sounding {
        /** With a header that is told of the whole, where it is known. */
        HttpResponse answer(Function<Speech, HttpHeader> header);

        record Whole(Speech speech) implements Sounding {
            @Override
            public HttpResponse answer(Function<Speech, HttpHeader> header) {
                HttpHeader told = header.apply(speech);
                HttpResponse file = SpeechBytes.file(speech);
                return told.value().length() > LONGEST_HEADER ? file : file.addHeader(told);
            }
        }

        record Streamed(Reading reading) implements Sounding {
            @Override
            public HttpResponse answer(Function<Speech, HttpHeader> header) {
                return SpeechBytes.stream(reading);
            }
        }
    }

    /** Refuses a text that is empty or too long. */
    private void check(Wish wish) {
        if (wish.text.isBlank()) throw Problem.malformed("text is empty");
        if (wish.text.codePointCount(0, wish.text.length()) > settings.longest())
            throw Refusal.invalid("text may have at most " + settings.longest() + " characters");
    }

    private Voice voice(VoiceChoice voices, Wish wish) {
        String profile = wish.speakerProfileId;
        String asked = wish.voice == null || wish.voice.isBlank() || wish.voice.equals(DEFAULT) ? usual : wish.voice;
        Voice voice = voices.of(profile == null || profile.isBlank() ? asked : CLONE + profile);
        Manner manner = voice.manner();
        return wish.speed == null ? voice : voice.in(new Manner(wish.speed, manner.pitch(), manner.language()));
    }
}
