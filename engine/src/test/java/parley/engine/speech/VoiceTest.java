package parley.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;

final class VoiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_voice_without_a_manner_is_read_and_written_as_it_always_was() throws Exception {
        assertThat(JSON.readValue("\"mary/elder\"", Voice.class)).isEqualTo(new Voice("mary", "elder"));
        assertThat(JSON.writeValueAsString(new Voice("mary", "elder"))).isEqualTo("\"mary/elder\"");
        assertThat(Voice.of("none/none")).isEqualTo(Voice.NONE);
    }

    @Test
    void a_manner_stands_behind_the_name_and_comes_back_unchanged() throws Exception {
        Voice voice = new Voice("espeak", "de+f3", new Manner(1.25, -2.5, "pt-BR"));

        String json = JSON.writeValueAsString(voice);

        assertThat(json).isEqualTo("\"espeak/de+f3?speed=1.25&pitch=-2.5&language=pt-BR\"");
        assertThat(JSON.readValue(json, Voice.class)).isEqualTo(voice);
        assertThat(voice.plain()).isEqualTo(Voice.of("espeak/de+f3"));
    }

    @Test
    void the_same_manner_is_the_same_however_it_is_written() {
        assertThat(Voice.of("a/b?speed=1.200&pitch=+0")).isEqualTo(Voice.of("a/b?speed=1.2"));
        assertThat(Voice.of("a/b?pitch=0&speed=1.0")).isEqualTo(Voice.of("a/b"));
        assertThat(Voice.of("a/b?pitch=-0.001")).hasToString("a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mary",
                "/elder",
                "mary/",
                "mary/?speed=1",
                "a/b?",
                "a/b?speed",
                "a/b?speed=fast",
                "a/b?speed=NaN",
                "a/b?speed=0.4",
                "a/b?speed=2.1",
                "a/b?pitch=13",
                "a/b?pitch=Infinity",
                "a/b?language=not a tag",
                "a/b?volume=3",
                "a/b?speed=1&",
            })
    void refuses_what_is_no_voice(String text) {
        assertThatThrownBy(() -> Voice.of(text)).isInstanceOf(Refusal.class);
    }
}
