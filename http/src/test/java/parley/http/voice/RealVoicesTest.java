package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.Timing;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Samples;
import parley.http.sound.Wav;
import parley.http.voice.ear.Ear;
import parley.http.voice.ear.PocketEar;
import parley.http.voice.ear.SoundOfSpeech;
import parley.http.voice.ear.SphinxEar;
import parley.http.voice.ear.WordErrors;
import parley.http.voice.mary.MarySpeaker;
import parley.http.voice.program.ProgramSettings;
import parley.http.voice.program.Programs;

/**
 * Listens to the true engines, those that this machine has. {@code -Dparley.ears=all} listens to every voice instead of a
 * few.
 */
final class RealVoicesTest {
    private static final double WORD_ERRORS = 0.25;
    private static final List<String> SENTENCES = List.of(
            "Good morning everyone and welcome to our round table today.",
            "Please close the door before you leave the house tonight.",
            "There are many ways to answer a question like that one.");
    private static final boolean ALL = "all".equals(System.getProperty("parley.ears"));
    private static final Map<String, Speaker> PROGRAMS = Programs.found(ProgramSettings.of(
            ConfigFactory.parseResources("voices.conf").resolve().getConfig("parley.voices.programs")));
    private static final MarySpeaker MARY = new MarySpeaker(2, 200, Duration.ofMinutes(5));

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        MARY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mary", "flite", "espeak", "piper"})
    void what_it_says_sounds_like_speech(String engine) {
        Speaker speaker = speaker(engine);
        for (Voice voice : voices(speaker, ALL ? 100 : 2))
            for (String sentence : SENTENCES) {
                Sound sound = heard(speaker.say(sentence, voice));
                SoundOfSpeech.check(sound, WordErrors.words(sentence).size(), voice + ": " + sentence);
                inTime(sound, sentence);
            }
    }

    @ParameterizedTest
    @CsvSource({
        "espeak/de, Guten Morgen und herzlich willkommen, 5",
        "espeak/ru, Доброе утро и добро пожаловать, 5",
        "espeak/fr-fr, Bonjour et bienvenue, 3"
    })
    void espeak_says_other_languages(String voice, String sentence, int words) {
        Sound sound = heard(speaker("espeak").say(sentence, Voice.of(voice)));

        SoundOfSpeech.check(sound, words, sentence);
        assertThat(sound.timing().visemes()).hasSizeGreaterThan(3 * words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flite", "espeak"})
    void a_manner_is_heard(String engine) {
        Speaker speaker = speaker(engine);
        String voice = speaker.voices().getFirst().voice().toString();
        double usual = seconds(heard(speaker.say(SENTENCES.getFirst(), Voice.of(voice))));

        assertThat(seconds(heard(speaker.say(SENTENCES.getFirst(), Voice.of(voice + "?speed=1.5")))) / usual)
                .isBetween(0.55, 0.8);
        assertThat(seconds(heard(speaker.say(SENTENCES.getFirst(), Voice.of(voice + "?speed=0.7")))) / usual)
                .isBetween(1.2, 1.6);
        assertThat(heard(speaker.say(SENTENCES.getFirst(), Voice.of(voice + "?pitch=4")))
                        .bytes())
                .isNotEqualTo(heard(speaker.say(SENTENCES.getFirst(), Voice.of(voice)))
                        .bytes());
    }

    @Test
    @Tag("campaign")
    void mary_is_understood_by_sphinx_and_played_backwards_she_is_not() throws IOException {
        List<String> words = SENTENCES.stream()
                .flatMap(it -> WordErrors.words(it).stream())
                .distinct()
                .sorted()
                .toList();
        understood(new SphinxEar(words, folder), MARY, List.of(Voice.of("mary/man")), "mary by Sphinx-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mary", "flite"})
    void it_is_understood_by_pocketsphinx_and_played_backwards_it_is_not(String engine) throws IOException {
        assumeTrue(PocketEar.exists(), "skipped: no pocketsphinx with its English model found");
        assumeTrue(ALL || !engine.equals("mary"), "skipped: Sphinx-4 listens to her; -Dparley.ears=all does both");
        Speaker speaker = speaker(engine);
        understood(new PocketEar(folder), speaker, voices(speaker, ALL ? 100 : 1), engine + " by pocketsphinx");
    }

    @Test
    void silence_a_hole_a_click_and_half_a_sentence_do_not_pass_for_speech() {
        Samples samples = Wav.read(
                heard(MARY.say(SENTENCES.getFirst(), Voice.of("mary/slt"))).bytes());
        short[] hole = samples.values();
        Arrays.fill(hole, hole.length / 2, hole.length / 2 + samples.rate() * 4 / 10, (short) 0);
        short[] loud = samples.values();
        loud[loud.length / 2] = Short.MAX_VALUE;
        for (short[] wrong : List.of(new short[72_000], hole, loud, Arrays.copyOf(loud, samples.rate())))
            assertThatThrownBy(() -> SoundOfSpeech.check(Wav.of(Samples.of(wrong, samples.rate())), 10, "wrong"))
                    .isInstanceOf(AssertionError.class);
    }

    private static void understood(Ear ear, Speaker speaker, List<Voice> voices, String what) throws IOException {
        List<String> said = new ArrayList<>();
        List<Samples> sounds = new ArrayList<>();
        for (Voice voice : voices)
            for (String sentence : SENTENCES) {
                said.add(sentence);
                sounds.add(Wav.read(heard(speaker.say(sentence, voice)).bytes()));
            }
        sounds.add(backwards(sounds.getFirst()));

        List<String> heard = ear.heard(sounds);

        WordErrors errors = WordErrors.of(said, heard.subList(0, said.size()));
        WordErrors wrong = WordErrors.of(List.of(SENTENCES.getFirst()), List.of(heard.getLast()));
        System.out.printf(
                "%s: %d of %d words misunderstood, %d of %d backwards%n",
                what, errors.errors(), errors.words(), wrong.errors(), wrong.words());
        assertThat(errors.rate()).as(what + " heard " + heard).isLessThanOrEqualTo(WORD_ERRORS);
        assertThat(wrong.rate()).as(what + " backwards").isGreaterThan(0.6);
    }

    private static Samples backwards(Samples sound) {
        short[] values = sound.values();
        short[] turned = new short[values.length];
        for (int at = 0; at < values.length; at++) turned[at] = values[values.length - 1 - at];
        return Samples.of(turned, sound.rate());
    }

    /** What is heard when lies inside of the sound, in order. */
    private static void inTime(Sound sound, String sentence) {
        Timing timing = sound.timing();
        assertThat(timing.words())
                .as(sentence)
                .hasSize(WordErrors.words(sentence).size());
        double last = 0;
        for (Timing.Word word : timing.words()) {
            assertThat(word.time()).as("%s in %s", word, sentence).isGreaterThanOrEqualTo(last);
            last = word.time();
        }
        assertThat(timing.visemes()).hasSizeGreaterThan(2 * timing.words().size());
        assertThat(timing.visemes().getLast().time()).isLessThan(seconds(sound));
    }

    private static Speaker speaker(String engine) {
        Speaker speaker = engine.equals("mary") ? MARY : PROGRAMS.get(engine);
        assumeTrue(speaker != null, () -> "skipped: no " + engine + " found on this machine");
        return Optional.ofNullable(speaker).orElseThrow();
    }

    private static List<Voice> voices(Speaker speaker, int most) {
        return speaker.voices().stream()
                .filter(it -> it.language().startsWith("en"))
                .limit(most)
                .map(VoiceInfo::voice)
                .toList();
    }

    private static double seconds(Sound sound) {
        return sound.length().toMillis() / 1000.0;
    }

    private static Sound heard(CompletionStage<Sound> stage) {
        return stage.toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join();
    }
}
