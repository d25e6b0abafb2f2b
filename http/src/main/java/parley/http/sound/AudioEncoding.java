package parley.http.sound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;
import parley.engine.speech.Sound;

/** The ways in which a sound can be sent. */
public enum AudioEncoding {
    /** A WAV file, as the engines' sounds are: the least work, and every player reads it. */
    WAV(Wav.MEDIA_TYPE),
    /** Samples without a header: 24 000 a second, 16 bits, one channel, little-endian. */
    PCM("audio/pcm"),
    /** MP3 at 64 kbit a second. */
    MP3("audio/mpeg"),
    /** Opus at 24 kbit a second in an Ogg file (RFC 7845). */
    OPUS("audio/ogg");

    /** Samples a second on the wires that say nothing of it. */
    public static final int WIRE_RATE = 24_000;

    private static final Executor WORK = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("encoding-", 1).factory());

    private final String mediaType;

    AudioEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The same sound in this encoding; the work is done on a thread of its own. Only WAV can become something else. */
    public CompletionStage<Sound> encoded(Sound sound) {
        if (sound.mediaType().equals(mediaType)) return CompletableFuture.completedFuture(sound);
        if (!sound.mediaType().equals(Wav.MEDIA_TYPE))
            return CompletableFuture.failedFuture(
                    Refusal.invalid("this sound is to be had as " + sound.mediaType() + " only"));
        return CompletableFuture.supplyAsync(() -> encode(sound), WORK);
    }

    private Sound encode(Sound wav) {
        Samples samples = Wav.read(wav.bytes());
        byte[] bytes = switch (this) {
            case WAV -> wav.bytes().toArray();
            case PCM -> samples.at(WIRE_RATE).bytes();
            case MP3 -> Mp3.of(samples);
            case OPUS -> Opus.of(samples);
        };
        return new Sound(mediaType, ByteString.fromArrayUnsafe(bytes), wav.length(), wav.timing());
    }
}
