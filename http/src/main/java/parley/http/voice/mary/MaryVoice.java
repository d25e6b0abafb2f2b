package parley.http.voice.mary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import org.w3c.dom.Document;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

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
    Optional<Sound> say(String text, MaryCharacter character, Manner manner, BooleanSupplier givenUp) {
        mary.setAudioEffects(character.effects());
        boolean plain = manner.speed() == 1 && manner.pitch() == 0;
        Document ssml = MaryText.ssml(text, manner);
        mary.setInputType(plain ? "TEXT" : "SSML");
        mary.setOutputType("AUDIO");
        try (AudioInputStream audio = plain ? mary.generateAudio(text) : mary.generateAudio(ssml)) {
            Optional<Sound> sound = sound(audio, givenUp);
            if (sound.isEmpty()) return sound;
            mary.setOutputType("REALISED_ACOUSTPARAMS");
            Document realised = plain ? mary.generateXML(text) : mary.generateXML(ssml);
            return sound.map(it -> it.timed(MaryTiming.of(realised)));
        } catch (SynthesisException | IOException refused) {
            throw new SpeechFailure("the voice cannot say this sentence");
        }
    }

    private static Optional<Sound> sound(AudioInputStream audio, BooleanSupplier givenUp) throws IOException {
        AudioFormat format = audio.getFormat();
        if (format.getChannels() != 1 || format.getSampleSizeInBits() != Short.SIZE)
            throw new IllegalStateException("Mary speaks an unexpected format: " + format);
        byte[] bytes = drained(audio, givenUp);
        if (givenUp.getAsBoolean()) return Optional.empty();
        ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return Optional.of(
                Wav.of(Samples.of(bytes, (int) format.getSampleRate(), order).halved()));
    }

    /** Reads to the true end: the sound comes out of a live queue, whose short and empty reads are not the end. */
    private static byte[] drained(AudioInputStream audio, BooleanSupplier givenUp) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(BLOCK);
        byte[] block = new byte[BLOCK];
        for (int read = 0; read >= 0 && !givenUp.getAsBoolean(); read = audio.read(block)) all.write(block, 0, read);
        return all.toByteArray();
    }
}
