package parley.http.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;

/** One worker's access to MaryTTS; it blocks and is for that worker alone. */
final class MaryVoice {
    private static final String NAME = "cmu-slt-hsmm";
    private static final int BLOCK = 8192;
    /** Mary reads Latin letters and digits; anything else would come out as nothing, or as an error. */
    private static final Pattern READABLE = Pattern.compile("[\\p{IsLatin}0-9]");

    private final LocalMaryInterface mary;

    private MaryVoice(LocalMaryInterface mary) {
        this.mary = mary;
    }

    /** One at a time, because the first one starts Mary as a whole. */
    static synchronized MaryVoice open() {
        try {
            LocalMaryInterface mary = new LocalMaryInterface();
            mary.setLocale(Locale.US);
            mary.setVoice(NAME);
            return new MaryVoice(mary);
        } catch (MaryConfigurationException wrong) {
            throw new IllegalStateException("MaryTTS does not start", wrong);
        }
    }

    /** The text, or nothing where Mary could read none of it. */
    static String sayable(String text) {
        return READABLE.matcher(text).find() ? text : "";
    }

    /** Says a text; empty when it was given up half-way. */
    Optional<Sound> say(String text, MaryCharacter character, BooleanSupplier givenUp) {
        mary.setAudioEffects(character.effects());
        try (AudioInputStream audio = mary.generateAudio(text)) {
            AudioFormat format = audio.getFormat();
            if (format.getChannels() != 1 || format.getSampleSizeInBits() != Short.SIZE)
                throw new IllegalStateException("Mary speaks an unexpected format: " + format);
            ByteBuffer bytes = ByteBuffer.wrap(drained(audio, givenUp));
            if (givenUp.getAsBoolean()) return Optional.empty();
            short[] samples = new short[bytes.remaining() / Short.BYTES];
            bytes.order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return Optional.of(Wav.of(Halving.of(samples), (int) format.getSampleRate() / 2));
        } catch (SynthesisException | IOException refused) {
            throw new SpeechFailure("the voice cannot say this sentence");
        }
    }

    /** Reads to the true end: the sound comes out of a live queue, whose short and empty reads are not the end. */
    private static byte[] drained(AudioInputStream audio, BooleanSupplier givenUp) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(BLOCK);
        byte[] block = new byte[BLOCK];
        for (int read = 0; read >= 0 && !givenUp.getAsBoolean(); read = audio.read(block)) all.write(block, 0, read);
        return all.toByteArray();
    }
}
