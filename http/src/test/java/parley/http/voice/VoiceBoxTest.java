package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.engine.speech.Sound;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

final class VoiceBoxTest {
    @Test
    void picks_the_engine_by_the_voice_and_falls_back_to_a_voice_that_exists() {
        FakeEngine first = FakeEngine.speaking("first/base en", "first/other en");
        FakeEngine second = FakeEngine.speaking("second/base en", "second/other en");
        VoiceBox box = box(link("first", first), link("second", second));

        box.say("a", Voice.of("second/other"));
        box.say("b", Voice.of("second/unheard-of?speed=1.5"));
        box.say("c", Voice.of("unheard-of/other"));

        assertThat(second.asked).containsExactly("a as second/other", "b as second/base?speed=1.5");
        assertThat(first.asked).containsExactly("c as first/base");
        assertThat(box.voices())
                .extracting(VoiceInfo::voice)
                .endsWith(Voice.NONE)
                .hasSize(5);
    }

    @Test
    void stays_silent_for_no_voice_and_where_no_engine_is() {
        FakeEngine engine = FakeEngine.speaking("test/base en");

        assertThat(box(link("test", engine)).say("a", Voice.NONE))
                .isCompletedWithValueMatching(it -> it.length().isZero());
        assertThat(VoiceBox.silent().say("a", Voice.of("mary/slt")))
                .isCompletedWithValueMatching(it -> it.length().isZero());
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void another_engine_of_the_same_language_speaks_where_one_fails() {
        FakeEngine broken = FakeEngine.failing("broken/ada en-US");
        FakeEngine german = FakeEngine.speaking("german/eva de");
        FakeEngine english = FakeEngine.speaking("english/bob en-GB");
        VoiceBox box = box(link("broken", broken), link("german", german), link("english", english));

        assertThat(box.say("Hello.", Voice.of("broken/ada?pitch=2"))).isCompletedWithValue(FakeEngine.sound("Hello."));

        assertThat(broken.asked).containsExactly("Hello. as broken/ada?pitch=2");
        assertThat(german.asked).isEmpty();
        assertThat(english.asked).containsExactly("Hello. as english/bob?pitch=2");
    }

    @Test
    void a_sentence_that_is_given_up_is_taken_back_from_the_engine_that_has_it_and_nobody_steps_in() {
        CompletableFuture<Sound> answer = new CompletableFuture<>();
        FakeEngine broken = FakeEngine.failing("broken/a en");
        FakeEngine slow = FakeEngine.answering(_ -> answer, "slow/b en");
        FakeEngine third = FakeEngine.speaking("third/c en");
        VoiceBox box = box(link("broken", broken), link("slow", slow), link("third", third));

        CompletableFuture<Sound> said = box.say("Hello.", Voice.of("broken/a")).toCompletableFuture();
        said.cancel(true);

        assertThat(answer).isCancelled();
        assertThat(slow.asked).hasSize(1);
        assertThat(third.asked).isEmpty();
    }

    @Test
    void the_first_failure_is_told_where_all_fail() {
        VoiceBox box = box(
                link("one", FakeEngine.failing("one/a en")),
                link("two", FakeEngine.failing("two/b en")),
                link("three", FakeEngine.failing("three/c en")));

        assertThat(box.say("Hello.", Voice.of("two/b")).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(SpeechFailure.class)
                .withMessageContaining("no two/b");
    }

    @Test
    void a_service_that_is_paid_for_never_steps_in() {
        FakeEngine paid = FakeEngine.speaking("paid/x mul");
        VoiceBox box = box(link("local", FakeEngine.failing("local/a en")), new VoiceChain.Link("paid", paid, false));

        assertThat(box.say("Hello.", Voice.of("local/a"))).isCompletedExceptionally();
        assertThat(box.say("Привет.", Voice.of("local/a"))).isCompletedExceptionally();
        assertThat(paid.asked).isEmpty();
        assertThat(box.say("Hello.", Voice.of("paid/x"))).isCompleted();
    }

    @Test
    void who_cannot_read_a_script_leaves_the_sentence_to_a_voice_that_can() {
        FakeEngine mary = FakeEngine.speaking("mary/slt en-US");
        FakeEngine espeak = FakeEngine.speaking(
                "espeak/en-us en-US", "espeak/de de", "espeak/ru ru", "espeak/uk uk", "espeak/cmn cmn", "espeak/ja ja");
        VoiceBox box = box(link("mary", mary), link("espeak", espeak));

        box.say("Hello.", Voice.of("mary/slt"));
        box.say("Привет, как дела?", Voice.of("mary/slt"));
        box.say("Їжак.", Voice.of("mary/slt"));
        box.say("你好", Voice.of("espeak/de"));
        box.say("日本語です", Voice.of("mary/slt"));
        box.say("Guten Tag", Voice.of("mary/slt?language=de"));
        box.say("Guten Tag", Voice.of("espeak/en-us?language=de-AT"));
        box.say("ελληνικά", Voice.of("mary/slt"));

        assertThat(mary.asked).containsExactly("Hello. as mary/slt", "ελληνικά as mary/slt");
        assertThat(espeak.asked)
                .containsExactly(
                        "Привет, как дела? as espeak/ru",
                        "Їжак. as espeak/uk",
                        "你好 as espeak/cmn",
                        "日本語です as espeak/ja",
                        "Guten Tag as espeak/de?language=de",
                        "Guten Tag as espeak/de?language=de-AT");
    }

    @Test
    void a_voice_that_reads_the_script_keeps_its_sentence() {
        FakeEngine engine = FakeEngine.speaking("test/ru ru", "test/bg bg", "test/any mul");
        VoiceBox box = box(link("test", engine));

        box.say("Добър ден", Voice.of("test/bg"));
        box.say("Добър ден", Voice.of("test/any"));

        assertThat(engine.asked).containsExactly("Добър ден as test/bg", "Добър ден as test/any");
    }

    @Test
    void different_voices_are_stood_in_for_by_different_voices() {
        FakeEngine broken = FakeEngine.failing("broken/a en", "broken/b en");
        FakeEngine other = FakeEngine.speaking("other/x en", "other/y en");
        VoiceBox box = box(link("broken", broken), link("other", other));

        box.say("1", Voice.of("broken/a"));
        box.say("1", Voice.of("broken/b"));

        assertThat(other.asked).containsExactlyInAnyOrder("1 as other/x", "1 as other/y");
    }

    @Test
    void its_settings_have_defaults() {
        VoiceSettings settings = VoiceSettings.of(ConfigFactory.parseResources("voices.conf")
                .withFallback(ConfigFactory.parseString("parley.data = somewhere"))
                .resolve(ConfigResolveOptions.noSystem()));

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.workers()).isEqualTo(2);
        assertThat(settings.sounds()).isEqualTo(Path.of("somewhere", "sounds"));
        assertThat(settings.keptBytes()).isEqualTo(512L << 20);
        assertThat(settings.here().atOnce()).isPositive();
    }

    private static VoiceBox box(VoiceChain.Link... links) {
        return new VoiceBox(Stream.of(links).toList(), List.of());
    }

    private static VoiceChain.Link link(String engine, FakeEngine speaker) {
        return new VoiceChain.Link(engine, speaker, true);
    }
}
