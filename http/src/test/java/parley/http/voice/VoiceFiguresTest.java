package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.http.sound.AudioEncoding;
import parley.http.voice.mary.MarySpeaker;
import parley.http.voice.program.ProgramSettings;
import parley.http.voice.program.Programs;

/** Measures the engines that this machine has, and the encodings, and prints a table of it. */
@EnabledIfSystemProperty(named = "parley.figures", matches = "\\d+", disabledReason = "needs -Dparley.figures=ROUNDS")
final class VoiceFiguresTest {
    private static final String FIRST = "Good morning.";
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river.";
    private static final int WARM_UP = 5;
    private static final int ROUNDS = Integer.getInteger("parley.figures", 1);

    @Test
    void how_soon_and_how_fast_each_voice_speaks() {
        System.out.println(
                "| voice | first sound, median ms | 12 words, median ms | seconds of sound | of real time |");
        System.out.println("|---|---|---|---|---|");
        try (MarySpeaker mary = new MarySpeaker(1, 100, Duration.ofMinutes(5))) {
            Map<String, Speaker> engines = new LinkedHashMap<>();
            engines.put(MarySpeaker.ENGINE, mary);
            engines.putAll(Programs.found(ProgramSettings.of(
                    ConfigFactory.parseResources("voices.conf").resolve().getConfig("parley.voices.programs"))));
            engines.values().forEach(it -> it.voices().stream().limit(2).forEach(voice -> row(it, voice.voice())));
        }
    }

    private static void row(Speaker speaker, Voice voice) {
        measured(WARM_UP, () -> heard(speaker, SENTENCE, voice));
        double first = measured(ROUNDS, () -> heard(speaker, FIRST, voice));
        double whole = measured(ROUNDS, () -> heard(speaker, SENTENCE, voice));
        double seconds = heard(speaker, SENTENCE, voice).length().toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %.0f | %.0f | %.1f | %.3f |%n",
                voice,
                first,
                whole,
                seconds,
                whole / 1000 / seconds);
        assertThat(seconds).isPositive();
    }

    @Test
    void how_fast_each_encoding_is() {
        System.out.println("| encoding | median ms for a second of sound | bytes a second |");
        System.out.println("|---|---|---|");
        try (MarySpeaker mary = new MarySpeaker(1, 100, Duration.ofMinutes(5))) {
            Sound sound = heard(mary, SENTENCE, mary.voices().getFirst().voice());
            double seconds = sound.length().toMillis() / 1000.0;
            for (AudioEncoding encoding : AudioEncoding.values()) {
                measured(WARM_UP, () -> encoded(encoding, sound));
                double millis = measured(ROUNDS, () -> encoded(encoding, sound));
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.0f |%n",
                        encoding,
                        millis / seconds,
                        encoded(encoding, sound).bytes().size() / seconds);
            }
        }
    }

    private static double measured(int rounds, Runnable work) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis.stream().sorted().toList().get(rounds / 2);
    }

    private static Sound encoded(AudioEncoding encoding, Sound sound) {
        return encoding.encoded(sound)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.MINUTES)
                .join();
    }

    private static Sound heard(Speaker speaker, String sentence, Voice voice) {
        return speaker.say(sentence, voice)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.MINUTES)
                .join();
    }
}
