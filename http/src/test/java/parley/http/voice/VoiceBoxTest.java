package parley.http.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

final class VoiceBoxTest {
    @Test
    void picks_the_engine_by_the_voice_and_falls_back_to_a_voice_that_exists() {
        Parrot first = new Parrot("first");
        Parrot second = new Parrot("second");
        Map<String, Speaker> engines = new LinkedHashMap<>();
        engines.put("first", first);
        engines.put("second", second);
        VoiceBox box = new VoiceBox(engines, List.of());

        box.say("a", Voice.of("second/other"));
        box.say("b", Voice.of("second/unheard-of"));
        box.say("c", Voice.of("unheard-of/other"));

        assertThat(second.said).containsExactly("a as second/other", "b as second/base");
        assertThat(first.said).containsExactly("c as first/base");
        assertThat(box.voices())
                .extracting(VoiceInfo::voice)
                .endsWith(Voice.NONE)
                .hasSize(5);
    }

    @Test
    void stays_silent_for_no_voice_and_where_no_engine_is() {
        Parrot parrot = new Parrot("parrot");
        VoiceBox box = new VoiceBox(Map.of("parrot", parrot), List.of());
        VoiceBox empty = VoiceBox.open(new VoiceSettings(false, 1, 1, Duration.ofSeconds(1), 0));

        assertThat(box.say("a", Voice.NONE))
                .isCompletedWithValueMatching(it -> it.length().isZero());
        assertThat(empty.say("a", Voice.of("mary/slt")))
                .isCompletedWithValueMatching(it -> it.length().isZero());
        assertThat(parrot.said).isEmpty();
    }

    @Test
    void says_a_sentence_once_and_remembers_it_unless_it_failed() {
        Parrot parrot = new Parrot("parrot");
        Speaker remembering = new RememberingSpeaker(parrot, 10_000);
        Voice voice = Voice.of("parrot/base");

        CompletionStage<Sound> once = remembering.say("hello", voice);
        CompletionStage<Sound> again = remembering.say("hello", voice);
        remembering.say("fail", voice);
        remembering.say("fail", voice);

        assertThat(once.toCompletableFuture().join())
                .isSameAs(again.toCompletableFuture().join());
        assertThat(parrot.said).containsExactly("hello as parrot/base", "fail as parrot/base", "fail as parrot/base");
    }

    @Test
    void forgets_old_sounds_beyond_its_bytes() {
        Parrot parrot = new Parrot("parrot");
        Speaker remembering = new RememberingSpeaker(parrot, 5_000);
        for (int round = 0; round < 2; round++)
            for (int each = 0; each < 100; each++) remembering.say("sentence " + each, Voice.of("parrot/base"));

        assertThat(parrot.said).hasSizeGreaterThan(150);
    }

    @Test
    void its_settings_have_defaults() {
        VoiceSettings settings =
                VoiceSettings.of(ConfigFactory.parseResources("voices.conf").resolve());

        assertThat(settings.mary()).isTrue();
        assertThat(settings.cacheBytes()).isEqualTo(64L << 20);
    }

    /** Notes what it was asked; its sounds are 1000 bytes long. */
    private static final class Parrot implements Speaker {
        private final String engine;
        private final List<String> said = new ArrayList<>();

        Parrot(String engine) {
            this.engine = engine;
        }

        @Override
        public CompletionStage<Sound> say(String sentence, Voice voice) {
            said.add(sentence + " as " + voice);
            return sentence.equals("fail")
                    ? CompletableFuture.failedFuture(new SpeechFailure("no"))
                    : CompletableFuture.completedFuture(
                            new Sound("audio/wav", ByteString.fromArray(new byte[1000]), Duration.ofSeconds(1)));
        }

        @Override
        public List<VoiceInfo> voices() {
            return List.of(
                    new VoiceInfo(new Voice(engine, "base"), "Base", "en"),
                    new VoiceInfo(new Voice(engine, "other"), "Other", "en"));
        }
    }
}
