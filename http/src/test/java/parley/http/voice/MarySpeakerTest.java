package parley.http.voice;

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
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

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
