package parley.http.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.conversation.ConversationId;
import parley.engine.recording.Mix;
import parley.engine.recording.Recording.Progress;
import parley.engine.recording.Recording.Result;
import parley.engine.recording.RecordingId;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Script;
import parley.engine.recording.Studio;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Samples;
import parley.http.sound.Wav;

/** How recordings are made and given up, with a voice that does what the test tells it. */
final class SoundStudioTest {
    private static final Voice VOICE = Voice.of("mary/slt");

    @TempDir
    private Path folder;

    @Test
    void what_cannot_be_said_is_left_out_and_counted() {
        Result result = made(new Tones(), Duration.ofHours(1), script("One", "Two fails", "Three"))
                .join();

        assertThat(result.sentences()).isEqualTo(2);
        assertThat(result.silent()).isEqualTo(1);
        assertThat(result.messages()).isEqualTo(1);
        assertThat(result.cut()).isFalse();
        assertThat(result.millis()).isEqualTo(2250);
    }

    @Test
    void it_ends_before_the_sentence_that_would_be_too_long() throws IOException {
        Result result = made(new Tones(), Duration.ofSeconds(3), script("One", "Two", "Three"))
                .join();

        assertThat(result.sentences()).isEqualTo(2);
        assertThat(result.cut()).isTrue();
        Samples heard = Wav.read(ByteString.fromArray(Files.readAllBytes(only("wav"))));
        assertThat(heard.seconds()).isEqualTo(result.millis() / 1000.0);
        assertThat(Math.abs(heard.values()[0])).as("faded in").isLessThan((short) 50);
        assertThat(heard.voiced().to()).isCloseTo(heard.seconds(), within(0.01));
    }

    @Test
    void what_nobody_can_say_fails_and_leaves_no_file() throws IOException {
        assertThat(made(new Tones(), Duration.ofHours(1), script("It fails")))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("no sentence could be said");
        assertThat(made(new Tones(), Duration.ofHours(1), new Script(List.of())))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("no agent with a voice");
        assertThat(files()).isEmpty();
    }

    @Test
    void no_more_are_made_at_once_than_may_be_and_who_is_given_up_leaves_nothing() {
        Tones waiting = new Tones();
        waiting.held = true;
        SoundStudio studio = studio(waiting, Duration.ofHours(1), 2);
        List<Told> told = Stream.of("a", "b", "c").map(it -> new Told()).toList();
        List<Studio.Session> sessions = new ArrayList<>();
        for (int at = 0; at < 3; at++)
            sessions.add(studio.begin(job("r" + at, () -> script("One", "Two")), told.get(at)));

        await(() -> told.stream().filter(it -> !it.progress.isEmpty()).count() == 2 && waiting.asked.size() == 4);
        Told late =
                told.stream().filter(it -> it.progress.isEmpty()).findFirst().orElseThrow();
        assertThat(late.progress).isEmpty();

        int first = told.indexOf(late) == 0 ? 1 : 0;
        sessions.get(first).cancel();
        await(() -> !late.progress.isEmpty());
        waiting.let();

        late.done.join();
        assertThat(told.get(first).done).isNotDone();
        assertThat(late.progress).isSortedAccordingTo(Comparator.comparingDouble(Progress::share));
        await(() -> files().size() == 6);
    }

    @Test
    void what_a_killed_server_left_is_removed_and_what_another_one_writes_is_not() throws IOException {
        Files.createFile(folder.resolve("killed.new"));
        Path written = Files.createFile(folder.resolve("written.new"));
        try (FileChannel other = FileChannel.open(written, StandardOpenOption.WRITE)) {
            other.lock();

            new FolderFiles(folder).clean();

            assertThat(files()).containsExactly(written);
        }
    }

    private static void await(BooleanSupplier happened) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it happens within a minute").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<Result> made(Speaker speaker, Duration longest, Script script) {
        Told told = new Told();
        studio(speaker, longest, 1).begin(job("r", () -> script), told);
        return told.done.orTimeout(1, TimeUnit.MINUTES);
    }

    private SoundStudio studio(Speaker speaker, Duration longest, int atOnce) {
        return SoundStudio.open(speaker, new StudioSettings(folder, longest, atOnce, 1));
    }

    private static Studio.Job job(String id, Supplier<Script> script) {
        RecordingKey key = new RecordingKey(new ConversationId("tea"), new RecordingId(id));
        return new Studio.Job(key, "Tea", Mix.of(Mix.Format.WAV), () -> CompletableFuture.supplyAsync(script));
    }

    private static Script script(String... sentences) {
        List<Script.Sentence> said = Stream.of(sentences)
                .map(it -> new Script.Sentence(it, it, null))
                .toList();
        return new Script(List.of(new Script.Part(1, "Ann", VOICE, said)));
    }

    private Path only(String suffix) {
        return files().stream()
                .filter(it -> it.toString().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static final class Told implements Studio.Listener {
        private final List<Progress> progress = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Result> done = new CompletableFuture<>();

        @Override
        public void progressed(Progress it) {
            progress.add(it);
        }

        @Override
        public void completed(Result result) {
            done.complete(result);
        }

        @Override
        public void failed(String reason) {
            done.completeExceptionally(new IllegalStateException(reason));
        }
    }

    /** A second of a tone for each sentence; it fails where the sentence says so, and can hold its answers back. */
    private static final class Tones implements Speaker {
        private final List<CompletableFuture<Sound>> asked = new CopyOnWriteArrayList<>();
        private volatile boolean held;

        @Override
        public CompletionStage<Sound> say(String sentence, Voice voice) {
            CompletableFuture<Sound> said = new CompletableFuture<>();
            asked.add(said);
            if (sentence.contains("fails")) said.completeExceptionally(new SpeechFailure("as the test wants it"));
            else if (!held) said.complete(tone());
            return said;
        }

        void let() {
            held = false;
            asked.forEach(it -> it.complete(tone()));
        }

        private static Sound tone() {
            short[] samples = new short[16_000];
            for (int at = 0; at < samples.length; at++)
                samples[at] = (short) Math.round(8_000 * Math.cos(2 * Math.PI * 440 * at / samples.length));
            return Wav.of(Samples.of(samples, samples.length));
        }

        @Override
        public List<VoiceInfo> voices() {
            return List.of(new VoiceInfo(VOICE, "a tone", "und"));
        }
    }
}
