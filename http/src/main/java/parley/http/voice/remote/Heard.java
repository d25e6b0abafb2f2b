package parley.http.voice.remote;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;
import parley.http.sound.AudioEncoding;
import parley.http.sound.Estimate;
import parley.http.sound.Mp3Length;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/**
 * Makes a sound of what a server answered. Servers do not always send what they were asked for, or what they say they
 * send: a WAV file and an MP3 are known by their first bytes, and only what calls itself sound is taken for samples.
 */
record Heard(String text, Troubles troubles) {
    private static final String MP3 = "audio/mpeg";
    private static final Pattern RATE = Pattern.compile("rate=(\\d{4,6})");

    Sound of(SpeechClient.Answer answer) {
        String type = answer.mediaType().toLowerCase(Locale.ROOT);
        if (!type.startsWith("audio/") && !type.startsWith("application/octet-stream") && !type.startsWith("none/"))
            throw troubles.failure("answered " + type + " where sound was expected");
        if (answer.body().isEmpty()) throw troubles.failure("answered nothing");
        if (Wav.is(answer.body())) return file(answer.body());
        if (type.startsWith(MP3)) return mp3(answer.body());
        Matcher rate = RATE.matcher(type);
        return samples(answer.body(), rate.find() ? Integer.parseInt(rate.group(1)) : AudioEncoding.WIRE_RATE);
    }

    /** A whole file, WAV or MP3. */
    Sound file(ByteString bytes) {
        if (!Wav.is(bytes)) return mp3(bytes);
        Samples samples = Wav.read(bytes);
        return Wav.of(samples).timed(Estimate.of(text, samples));
    }

    /** Samples without a header. */
    Sound samples(ByteString bytes, int rate) {
        if (bytes.size() % Short.BYTES != 0) throw troubles.failure("broke off in the middle of a sample");
        Samples samples = Samples.of(bytes.toArray(), rate, ByteOrder.LITTLE_ENDIAN);
        return Wav.of(samples).timed(Estimate.of(text, samples));
    }

    /** It stays what it is; nothing is known of what is heard in it when. */
    private Sound mp3(ByteString bytes) {
        Duration length = Mp3Length.of(bytes)
                .orElseThrow(() -> troubles.failure("answered something that is neither WAV nor MP3"));
        return new Sound(MP3, bytes, length);
    }
}
