package parley.http.voice.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.engine.speech.Literacy;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Estimate;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/**
 * Speaks over a hundred languages with espeak-ng, plainly and at once. It tells its phones, though not their times.
 *
 * <p>By itself it reads whole numbers in all of its languages, but of {@code km/h} and {@code °C} the letters, of a
 * date and a range the dashes, 1984 as nineteen hundred eighty-four, and of {@code €} in Russian, Hindi, Chinese or
 * Korean nothing, of {@code %} in some of them the English word; so it is given those in words. Chinese characters it
 * mostly cannot read, so numbers in Chinese and Japanese stay in figures.
 */
final class EspeakSpeaker implements Speaker {
    static final String ENGINE = "espeak";
    private static final String WOMAN = "+f3";
    /** Words a minute, and a pitch from 0 to 99, where nothing is asked. */
    private static final int SPEED = 175;

    private static final int PITCH = 50;
    private static final int HIGHEST = 99;
    private static final double PITCH_A_SEMITONE = 4;

    private final Program program;
    private final List<VoiceInfo> voices;

    private EspeakSpeaker(Program program, List<VoiceInfo> voices) {
        this.program = program;
        this.voices = List.copyOf(voices);
    }

    /** Asks the program itself which of the languages it knows. */
    static EspeakSpeaker open(Path binary, List<String> languages, int limit) throws IOException {
        Program program = new Program(binary, limit);
        String table = Inquiry.answer(binary, "--voices");
        return new EspeakSpeaker(program, offered(table, languages));
    }

    /** Reads the table: priority, language, age and gender, name, file; the first line of a language is its voice. */
    private static List<VoiceInfo> offered(String table, List<String> languages) {
        List<String[]> rows = table.lines()
                .skip(1)
                .map(it -> it.strip().split("\\s+"))
                .filter(it -> it.length >= 5)
                .toList();
        List<VoiceInfo> offered = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String language : languages)
            for (String[] row : rows)
                if (row[1].equals(language) && seen.add(language)) {
                    String label = row[3].replace('_', ' ').replace("(", "").replace(")", "");
                    String tag = Locale.forLanguageTag(language).toLanguageTag();
                    offered.add(new VoiceInfo(new Voice(ENGINE, language), label + ", espeak", tag));
                    offered.add(new VoiceInfo(new Voice(ENGINE, language + WOMAN), label + ", espeak woman", tag));
                }
        return offered;
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        if (voices.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        String text = Spoken.text(sentence, Literacy.NUMBERS, voice, voices);
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        Voice known = Spoken.known(voice, voices);
        return program.work(run -> {
            Program.Output output = run.with(arguments(known), text);
            Samples samples = Wav.read(output.sound());
            return Wav.of(samples).timed(Estimate.ofPhones(text, output.said().utf8String(), samples));
        });
    }

    private static List<String> arguments(Voice voice) {
        Manner manner = voice.manner();
        long speed = Math.round(SPEED * manner.speed());
        long pitch = Math.clamp(Math.round(PITCH + PITCH_A_SEMITONE * manner.pitch()), 0, HIGHEST);
        return List.of(
                "-v",
                voice.name(),
                "-s",
                Long.toString(speed),
                "-p",
                Long.toString(pitch),
                "--ipa",
                "--phonout=/dev/stderr",
                "--stdout",
                "--stdin");
    }

    @Override
    public List<VoiceInfo> voices() {
        return voices;
    }
}
