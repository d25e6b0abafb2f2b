package parley.http.voice.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;

final class MarySpeakerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river.";
    private static final int WORDS = 12;
    private static final MarySpeaker MARY = new MarySpeaker(2, 64, PATIENCE);

    @AfterAll
    static void close() {
        MARY.close();
    }

    @Test
    void every_character_says_the_words_at_a_human_pace_and_volume_and_sounds_like_nobody_else() {
        List<CompletionStage<Sound>> asked = MARY.voices().stream()
                .map(VoiceInfo::voice)
                .map(it -> MARY.say(SENTENCE, it))
                .toList();

        Set<Sound> different = new HashSet<>();
        for (CompletionStage<Sound> each : asked) {
            Sound sound = heard(each);
            isASpokenSentence(sound);
            different.add(sound);
        }
        assertThat(different).hasSize(5);
        assertThat(Files.exists(Path.of("log"))).as("a log directory of Mary's").isFalse();
    }

    @Test
    void tells_when_each_word_and_each_phone_is_heard() {
        Sound sound = heard(MARY.say("Hello, quick brown fox. It's 42!", slt()));

        Timing timing = sound.timing();
        assertThat(timing.basis()).isEqualTo(Timing.Basis.PHONES);
        assertThat(timing.words())
                .extracting(Timing.Word::text)
                .containsExactly("Hello", "quick", "brown", "fox", "It's", "forty", "two");
        Viseme last = timing.visemes().getLast();
        assertThat(last.time() + last.duration())
                .as("the end of the last phone, beside the length of the sound")
                .isCloseTo(sound.length().toMillis() / 1000.0, within(0.1));
        for (int at = 1; at < timing.visemes().size(); at++)
            assertThat(timing.visemes().get(at).time())
                    .isGreaterThan(timing.visemes().get(at - 1).time());
    }

    @Test
    void speaks_faster_slower_and_higher_where_it_is_asked_to() {
        Voice slow = slt().in(new Manner(0.8, 0, ""));
        Voice fast = slt().in(new Manner(1.5, 4, ""));

        double usual = seconds(heard(MARY.say(SENTENCE, slt())));
        Sound hasty = heard(MARY.say(SENTENCE, fast));

        assertThat(seconds(heard(MARY.say(SENTENCE, slow))) / usual).isBetween(1.15, 1.3);
        assertThat(seconds(hasty) / usual).isBetween(0.62, 0.75);
        assertThat(hasty.timing().visemes().getLast().time()).isLessThan(seconds(hasty));
        assertThat(heard(MARY.say("<odd> & \"text\"", fast)).length()).isPositive();
    }

    private static double seconds(Sound sound) {
        return sound.length().toMillis() / 1000.0;
    }

    @Test
    void skips_what_cannot_be_said_and_reads_past_marks() {
        for (String silent : List.of("", " \n", "...", "😀", "**", "你好"))
            assertThat(heard(MARY.say(silent, slt()))).isEqualTo(Wav.silence());
        for (String odd : List.of("**Hi** 😀 `x`!", "A & B <c> \"d\" ]]> 100%", "你好 means hello", "no stop", "?! well"))
            assertThat(heard(MARY.say(odd, slt())).length()).as(odd).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void refuses_at_once_when_too_many_wait() {
        try (MarySpeaker small = new MarySpeaker(1, 1, PATIENCE)) {
            List<CompletableFuture<Sound>> asked = IntStream.range(0, 8)
                    .mapToObj(it -> small.say("Sentence number " + it, slt()).toCompletableFuture())
                    .toList();

            assertThat(asked.getLast())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class)
                    .withMessageContaining("too many sentences wait");
            assertThat(heard(asked.getFirst()).length()).isPositive();
        }
    }

    @Test
    void fails_when_a_sentence_takes_too_long() {
        try (MarySpeaker hasty = new MarySpeaker(1, 1, Duration.ofMillis(1))) {
            assertThat(hasty.say(SENTENCE, slt()).toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class)
                    .withMessageContaining("too long");
        }
    }

    private static void isASpokenSentence(Sound sound) {
        assertThat(sound.mediaType()).isEqualTo("audio/wav");
        assertThat(sound.length()).isBetween(Duration.ofMillis(250 * WORDS), Duration.ofMillis(600 * WORDS));
        ByteBuffer file = sound.bytes().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(sound.bytes().take(4).utf8String()).isEqualTo("RIFF");
        assertThat(file.getInt(4)).isEqualTo(file.limit() - 8);
        assertThat(file.getInt(24)).as("samples a second").isEqualTo(24_000);
        assertThat(file.getInt(40)).as("bytes of sound").isEqualTo(file.limit() - 44);
        short[] samples = new short[file.getInt(40) / 2];
        file.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        double power = IntStream.range(0, samples.length)
                .mapToDouble(it -> (double) samples[it] * samples[it])
                .average()
                .orElse(0);
        assertThat(Math.sqrt(power)).as("loudness").isGreaterThan(500);
        assertThat(IntStream.range(0, samples.length).map(it -> Math.abs(samples[it])))
                .allMatch(it -> it < Short.MAX_VALUE);
        assertThat(sound.length().toMillis()).isCloseTo(samples.length / 24, within(2L));
    }

    private static Voice slt() {
        return new Voice("mary", "slt");
    }

    private static Sound heard(CompletionStage<Sound> stage) {
        return stage.toCompletableFuture()
                .orTimeout(2, java.util.concurrent.TimeUnit.MINUTES)
                .join();
    }
}
