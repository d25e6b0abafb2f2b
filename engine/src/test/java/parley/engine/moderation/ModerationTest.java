package parley.engine.moderation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.kernel.Refusal;

class ModerationTest {
    private static final Config DEFAULTS = ConfigFactory.load();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private static Moderation configured(String settings) {
        Config moderation = ConfigFactory.parseString(settings).withFallback(DEFAULTS.getConfig("parley.moderation"));
        return Moderation.of(ModerationSettings.from(moderation));
    }

    private Moderation withFile(String text) throws IOException {
        return configured("words-file = \"" + Files.writeString(directory.resolve("words.txt"), text) + "\"");
    }

    private static Verdict verdict(Moderation moderation, String sentence) {
        return moderation.verdict(sentence, "").toCompletableFuture().join();
    }

    private static Verdict judgedBy(Moderator judge, Verdict otherwise) {
        return verdict(new Moderation(judge, Moderation.After.GO_ON, Duration.ofMillis(20), otherwise, 1), "Hello.");
    }

    private static void refuses(String why, ThrowingCallable configuring) {
        assertThatThrownBy(configuring).isInstanceOf(Refusal.class).hasMessageContaining(why);
    }

    @Test
    void is_no_gate_where_nothing_is_blocked() throws IOException {
        assertThat(configured("").gated()).isFalse();
        assertThat(withFile("# nothing\n\n").gated()).isFalse();
    }

    @Test
    void names_the_place_of_an_entry_and_not_its_words() throws IOException {
        Moderation file = withFile("\uFEFF# rude\r\n\r\n  rat  \r\ngo to hell\r\n");

        assertThat(verdict(file, "You rat.")).isEqualTo(new Verdict.Blocked("words:3"));
        assertThat(verdict(file, "Go to hell.")).isEqualTo(new Verdict.Blocked("words:4"));
        assertThat(verdict(file, "How rude.")).isEqualTo(Verdict.allowed());
        assertThat(verdict(configured("blocked = [cat, dog]"), "A dog.")).isEqualTo(new Verdict.Blocked("blocked:2"));
    }

    @Test
    void a_judge_that_fails_breaks_or_is_late_is_unavailable() {
        Verdict unavailable = new Verdict.Blocked("unavailable");

        assertThat(judgedBy((_, _) -> new CompletableFuture<>(), Moderation.UNJUDGED))
                .isEqualTo(unavailable);
        assertThat(judgedBy((_, _) -> CompletableFuture.failedFuture(new IOException()), Moderation.UNJUDGED))
                .isEqualTo(unavailable);
        assertThat(judgedBy(
                        (_, _) -> {
                            throw new IllegalStateException("broken");
                        },
                        Moderation.UNJUDGED))
                .isEqualTo(unavailable);
        assertThat(judgedBy((_, _) -> new CompletableFuture<>(), Verdict.allowed()))
                .isEqualTo(Verdict.allowed());
    }

    @Test
    void blocks_where_nobody_judged_unless_the_operator_says_otherwise() {
        assertThat(configured("").otherwise()).isEqualTo(Moderation.UNJUDGED);
        assertThat(configured("otherwise = allow").otherwise()).isEqualTo(Verdict.allowed());
        assertThat(configured("").after()).isEqualTo(Moderation.After.GO_ON);
        assertThat(configured("after = stop").after()).isEqualTo(Moderation.After.STOP);
    }

    @Test
    void says_what_is_wrong_with_the_settings() throws IOException {
        Path latin = Files.write(directory.resolve("latin.txt"), "Esel\nsch\u00F6n\n".getBytes(ISO_8859_1));
        Path huge = Files.writeString(directory.resolve("huge.txt"), "word\n".repeat(300_000));

        refuses("after is go-on or stop", () -> configured("after = perhaps"));
        refuses("otherwise is block or allow", () -> configured("otherwise = perhaps"));
        refuses("at-once must be", () -> configured("at-once = 0"));
        refuses("within must be", () -> configured("within = 0s"));
        refuses("blocked:2", () -> configured("blocked = [good, \"\"]"));
        refuses("not UTF-8", () -> configured("words-file = \"" + latin + "\""));
        refuses("more than 1048576 bytes", () -> configured("words-file = \"" + huge + "\""));
        refuses("cannot be read", () -> configured("words-file = \"" + directory.resolve("none.txt") + "\""));
        refuses("words:1 is longer than 200", () -> withFile("x".repeat(300)));
    }
}
