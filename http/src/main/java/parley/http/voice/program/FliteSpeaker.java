package parley.http.voice.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Literacy;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/**
 * Speaks English with flite, which tells when each phone is heard. By itself it reads numbers, years and dollars well,
 * but dates, ranges and {@code 007} digit by digit, {@code km/h} and {@code °C} as letters; so it is given words.
 */
final class FliteSpeaker implements Speaker {
    static final String ENGINE = "flite";
    private static final double SEMITONES = 12;
    /** The voices that say any text; best first. Others, such as one that only tells the time, are not offered. */
    private static final Map<String, VoiceInfo> KNOWN = Map.of(
            "slt", info("slt", "Woman, flite", "en-US"),
            "rms", info("rms", "Man, flite", "en-US"),
            "awb", info("awb", "Scotsman, flite", "en-GB"),
            "kal16", info("kal16", "Robot, flite", "en-US"));

    private static final List<String> ORDER = List.of("slt", "rms", "awb", "kal16");

    private final Program program;
    private final List<VoiceInfo> voices;
    private final int limit;

    private FliteSpeaker(Program program, List<VoiceInfo> voices, int limit) {
        this.program = program;
        this.voices = List.copyOf(voices);
        this.limit = limit;
    }

    private static VoiceInfo info(String name, String label, String language) {
        return new VoiceInfo(new Voice(ENGINE, name), label, language);
    }

    /** Asks the program itself which voices it has. */
    static FliteSpeaker open(Path binary, int limit) throws IOException {
        List<String> told = Arrays.asList(Inquiry.answer(binary, "-lv").split("\\s+"));
        List<VoiceInfo> voices =
                ORDER.stream().filter(told::contains).map(KNOWN::get).toList();
        return new FliteSpeaker(new Program(binary, limit), voices, limit);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        if (voices.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        // It would not stop at the one character that three dots are.
        String text = Spoken.text(sentence, Literacy.LETTERS, voice, voices).replace("…", "...");
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        Voice known = Spoken.known(voice, voices);
        return program.work(run -> {
            // It goes back in the file for each further sentence, which it could not in a pipe.
            Path file = Files.createTempFile("voice-", ".wav");
            try {
                Program.Output output = run.with(arguments(known, file), text);
                if (Files.size(file) > limit) throw new SpeechFailure("the voice answered too much");
                Samples samples = Wav.read(ByteString.fromArrayUnsafe(Files.readAllBytes(file)));
                return Wav.of(samples).timed(FliteTiming.of(output.sound().utf8String(), text, samples));
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    private static List<String> arguments(Voice voice, Path file) {
        Manner manner = voice.manner();
        return List.of(
                "-voice",
                voice.name(),
                "--setf",
                "duration_stretch=" + 1 / manner.speed(),
                "--setf",
                "f0_shift=" + Math.pow(2, manner.pitch() / SEMITONES),
                "-psdur",
                "-f",
                "/dev/stdin",
                "-o",
                file.toString());
    }

    @Override
    public List<VoiceInfo> voices() {
        return voices;
    }
}
