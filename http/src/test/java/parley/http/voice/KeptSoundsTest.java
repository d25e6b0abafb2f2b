package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.engine.speech.Voice;

final class KeptSoundsTest {
    private static final Voice VOICE = Voice.of("test/a");
    private static final Sound TIMED = new Sound(
            "audio/wav",
            ByteString.fromString("RIFF and so on"),
            Duration.ofMillis(1234),
            new Timing(
                    Timing.Basis.PHONES,
                    List.of(new Timing.Word("Grüße", 0.1, 0.2)),
                    List.of(new Viseme(0.1, 0.05, MouthShape.THROAT), new Viseme(0.15, 0.15, MouthShape.ROUND))));

    @TempDir
    private Path folder;

    @Test
    void what_is_kept_comes_back_as_it_was_even_to_another_server() {
        done(sounds(1 << 20).keep("k1", TIMED));

        assertThat(done(sounds(1 << 20).find("k1"))).contains(TIMED);
        assertThat(done(sounds(1 << 20).find("k2"))).isEmpty();
    }

    @Test
    void a_file_that_is_cut_or_changed_anywhere_counts_as_not_there_and_goes() throws IOException {
        KeptSounds sounds = sounds(1 << 20);
        byte[] whole = SoundFile.of(TIMED);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x41;
            keptAs("k" + at, changed);
            keptAs("c" + at, Arrays.copyOf(whole, at));
            assertThat(done(sounds.find("k" + at))).as("changed at %d", at).isEmpty();
            assertThat(done(sounds.find("c" + at))).as("cut at %d", at).isEmpty();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void those_that_nobody_heard_for_the_longest_time_go_first() throws IOException {
        int size = SoundFile.of(TIMED).length;
        KeptSounds sounds = sounds(10L * size);
        Instant longAgo = Instant.now().minus(Duration.ofDays(1));
        for (int each = 0; each < 10; each++) {
            done(sounds.keep("k" + each, TIMED));
            Files.setLastModifiedTime(file("k" + each), FileTime.from(longAgo.plusSeconds(each)));
        }
        done(sounds.find("k0"));

        done(sounds.keep("k10", TIMED));

        assertThat(files())
                .containsExactlyInAnyOrder(
                        "k0.sound",
                        "k3.sound",
                        "k4.sound",
                        "k5.sound",
                        "k6.sound",
                        "k7.sound",
                        "k8.sound",
                        "k9.sound",
                        "k10.sound");
    }

    @Test
    void hearing_a_sentence_again_asks_no_engine_not_even_after_a_restart() {
        FakeEngine engine = FakeEngine.speaking("test/a en", "test/b en");

        Sound once = done(remembering(engine, "").say("hello", VOICE));
        Sound again = done(remembering(engine, "").say("hello", VOICE));

        assertThat(again).isEqualTo(once);
        assertThat(engine.asked).hasSize(1);
        for (String other : List.of("test/b", "test/a?speed=1.2", "test/a?pitch=1"))
            done(remembering(engine, "").say("hello", Voice.of(other)));
        done(remembering(engine, "another model").say("hello", VOICE));
        done(remembering(engine, "").say("hello!", VOICE));
        assertThat(engine.asked).hasSize(6);
    }

    @Test
    void two_who_ask_at_once_are_one_question_and_one_of_them_may_give_up() {
        CompletableFuture<Sound> answer = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        FakeEngine engine = FakeEngine.answering(
                _ -> {
                    asked.complete(null);
                    return answer;
                },
                "test/a en");
        RememberingSpeaker remembering = remembering(engine, "");

        CompletableFuture<Sound> one = remembering.say("hello", VOICE).toCompletableFuture();
        CompletableFuture<Sound> two = remembering.say("hello", VOICE).toCompletableFuture();
        done(asked);
        one.cancel(true);
        answer.complete(TIMED);

        assertThat(done(two)).isEqualTo(TIMED);
        assertThat(engine.asked).hasSize(1);
    }

    @Test
    void a_sentence_is_given_up_when_all_who_asked_have_given_it_up_and_may_be_asked_for_anew() throws Exception {
        BlockingQueue<CompletableFuture<Sound>> answers = new LinkedBlockingQueue<>();
        FakeEngine engine = FakeEngine.answering(
                _ -> {
                    CompletableFuture<Sound> answer = new CompletableFuture<>();
                    answers.add(answer);
                    return answer;
                },
                "test/a en");
        RememberingSpeaker remembering = remembering(engine, "");
        CompletableFuture<Sound> one = remembering.say("hello", VOICE).toCompletableFuture();
        CompletableFuture<Sound> two = remembering.say("hello", VOICE).toCompletableFuture();
        CompletableFuture<Sound> asked = Objects.requireNonNull(answers.poll(1, TimeUnit.MINUTES));

        one.cancel(true);
        assertThat(asked).isNotDone();
        two.cancel(true);
        assertThat(asked).isCancelled();

        CompletableFuture<Sound> again = remembering.say("hello", VOICE).toCompletableFuture();
        Objects.requireNonNull(answers.poll(1, TimeUnit.MINUTES)).complete(TIMED);
        assertThat(done(again)).isEqualTo(TIMED);
    }

    @Test
    void neither_failures_nor_silence_are_kept() throws IOException {
        FakeEngine engine = FakeEngine.answering(
                it -> it.equals("silent")
                        ? CompletableFuture.completedFuture(
                                new Sound("audio/wav", ByteString.emptyByteString(), Duration.ZERO))
                        : CompletableFuture.failedFuture(new SpeechFailure("no")),
                "test/a en");
        RememberingSpeaker remembering = remembering(engine, "");

        for (int round = 0; round < 2; round++) {
            done(remembering.say("silent", VOICE));
            assertThat(remembering.say("fail", VOICE).toCompletableFuture())
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(SpeechFailure.class);
        }
        assertThat(engine.asked).hasSize(4);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_only_costs_the_keeping() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file where the folder should be");
        FakeEngine engine = FakeEngine.speaking("test/a en");
        RememberingSpeaker remembering = new RememberingSpeaker(engine, "", new KeptSounds(occupied, 1 << 20));

        assertThat(done(remembering.say("hello", VOICE))).isEqualTo(FakeEngine.sound("hello"));
        assertThat(done(remembering.say("hello", VOICE))).isEqualTo(FakeEngine.sound("hello"));
    }

    private RememberingSpeaker remembering(FakeEngine engine, String edition) {
        return new RememberingSpeaker(engine, edition, sounds(1 << 20));
    }

    private KeptSounds sounds(long limit) {
        return new KeptSounds(folder.resolve("sounds"), limit);
    }

    private void keptAs(String key, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve("sounds"));
        Files.write(file(key), content);
    }

    private Path file(String key) {
        return folder.resolve("sounds").resolve(key + ".sound");
    }

    private List<String> files() throws IOException {
        if (!Files.exists(folder.resolve("sounds"))) return List.of();
        try (Stream<Path> files = Files.list(folder.resolve("sounds"))) {
            return files.map(it -> it.getFileName().toString()).toList();
        }
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
