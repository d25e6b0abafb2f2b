package parley.http.voice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static parley.http.voice.remote.Stage.ADA;
import static parley.http.voice.remote.Stage.PCM;
import static parley.http.voice.remote.Stage.serving;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.AudioEncoding;
import parley.http.sound.Wav;
import parley.http.wire.WireServer;

/** ElevenLabs and the Companion's own speech server. */
final class OtherWiresTest {
    @AutoClose
    private static final Stage STAGE = new Stage();

    @Test
    void elevenlabs_is_asked_for_raw_samples() throws Exception {
        try (WireServer server = serving(Stage.chunked("application/octet-stream", PCM))) {
            Sound sound = Stage.heard(elevenLabs(server, false)
                    .say(Stage.SENTENCE, Voice.of("test/a b/..").in(new Manner(2, 0, "pt-BR"))));

            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/text-to-speech/a+b%2F../stream?output_format=pcm_24000 HTTP/1.1\r\n")
                    .contains("xi-api-key: " + Stage.KEY + "\r\n")
                    .endsWith("{\"text\":\"Hello there, world!\",\"model_id\":\"tts-1\","
                            + "\"voice_settings\":{\"speed\":1.2},\"language_code\":\"pt\"}");
            assertThat(Wav.read(sound.bytes())).isEqualTo(Stage.tone(24_000));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void elevenlabs_tells_when_each_letter_is_heard_from_the_beginning_or_from_its_piece(boolean fromTheBeginning)
            throws Exception {
        double shift = fromTheBeginning ? 0.5 : 0;
        String first = piece(Arrays.copyOf(PCM, PCM.length / 2), "Hi, ", 0.1, 0.1);
        String second = piece(Arrays.copyOfRange(PCM, PCM.length / 2, PCM.length), "you.", 0.0 + shift, 0.1);
        String end = "{\"audio_base64\":\"\",\"alignment\":null,\"normalized_alignment\":null}\n";
        try (WireServer server =
                serving(Stage.chunked("application/json", (first + second + end).getBytes(StandardCharsets.UTF_8)))) {
            Sound sound = Stage.heard(elevenLabs(server, true).say("Hi, you.", ADA));

            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/text-to-speech/ada/stream/with-timestamps?output_format=pcm_24000 ");
            assertThat(Wav.read(sound.bytes())).isEqualTo(Stage.tone(24_000));
            Timing timing = sound.timing();
            assertThat(timing.basis()).isEqualTo(Timing.Basis.PHONES);
            assertThat(timing.words()).extracting(Timing.Word::text).containsExactly("Hi", "you");
            assertThat(timing.words().getFirst().time()).isCloseTo(0.1, within(1e-9));
            assertThat(timing.words().getLast().time()).isCloseTo(0.5, within(1e-9));
            assertThat(timing.words().getLast().duration()).isCloseTo(0.3, within(1e-9));
            assertThat(timing.visemes()).hasSize(8);
            for (int at = 1; at < 8; at++)
                assertThat(timing.visemes().get(at).time())
                        .isGreaterThanOrEqualTo(timing.visemes().get(at - 1).time());
        }
    }

    @Test
    void elevenlabs_refusals_and_broken_pieces_are_failures_to_speak() throws Exception {
        String refusal = "{\"detail\":{\"status\":\"quota_exceeded\",\"message\":\"no quota, " + Stage.KEY + "\"}}";
        try (WireServer server = serving(Stage.plain("400 Bad Request", "application/json", refusal))) {
            assertThat(Stage.failure(elevenLabs(server, true).say(Stage.SENTENCE, ADA)))
                    .hasMessageContaining("no quota");
        }
        for (String broken : List.of("", "{}", "<html>", "{\"audio_base64\":\"A\"}", "{\"audio_base64\":\"AAAA\"}{"))
            try (WireServer server = serving(Stage.plain("200 OK", "application/json", broken))) {
                Stage.failure(elevenLabs(server, true).say(Stage.SENTENCE, ADA));
            }
    }

    @Test
    void the_companion_s_server_answers_wav_or_mp3_in_json() throws Exception {
        Sound wav = Wav.of(Stage.tone(22_050));
        Sound mp3 = Stage.heard(AudioEncoding.MP3.encoded(wav));
        for (Sound sound : List.of(wav, mp3))
            try (WireServer server = serving(Stage.plain("200 OK", "application/json", companion(sound)))) {
                Sound heard = Stage.heard(companion(server).say("I'm <b>here</b> & \"`x`\"!", ADA));

                assertThat(server.requests().getFirst())
                        .startsWith("POST /v1/generate HTTP/1.1\r\n")
                        .endsWith("{\"text\":\"I’m here & x !\",\"stream\":false,\"voice\":\"ada\"}");
                assertThat(heard.mediaType()).isEqualTo(sound.mediaType());
                assertThat(heard.bytes()).isEqualTo(sound.bytes());
            }
    }

    @Test
    void the_companion_s_refusals_are_failures_to_speak() throws Exception {
        for (byte[] answer : List.of(
                Stage.plain("200 OK", "application/json", "{\"success\":false,\"error\":\"no engine\"}"),
                Stage.plain("200 OK", "application/json", "{\"success\":true,\"audio\":\"\"}"),
                Stage.plain("200 OK", "application/json", "{\"success\":true,\"audio\":\"AAAA\"}"),
                Stage.plain("429 Too Many", "application/json", "{\"detail\":\"30 seconds\"}"),
                Stage.plain("500 Oh", "text/html", "<html>")))
            try (WireServer server = serving(answer)) {
                Stage.failure(companion(server).say(Stage.SENTENCE, ADA));
            }
        try (WireServer server = serving(new byte[0])) {
            Stage.failure(companion(server).say("word ".repeat(201), ADA));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void there_are_no_servers_until_somebody_names_one_and_no_service_without_a_key() {
        Config usual = ConfigFactory.parseResources("voices.conf")
                .resolve(ConfigResolveOptions.noSystem())
                .getConfig("parley.voices.servers");
        ServerSettings none = ServerSettings.of(usual);
        ServerSettings some = ServerSettings.of(ConfigFactory.parseString("""
            own { base-url = "http://127.0.0.1:8880/v1", voices = "af_bella Bella, af_sky" }
            elevenlabs.api-key = "xi-secret"
            """).withFallback(usual));

        assertThat(Servers.own(none, STAGE.system)).isEmpty();
        assertThat(Servers.services(none, STAGE.system)).isEmpty();
        assertThat(Servers.services(some, STAGE.system)).containsOnlyKeys("elevenlabs");
        assertThat(Servers.own(some, STAGE.system).values().iterator().next().voices())
                .containsExactly(
                        new VoiceInfo(Voice.of("server/af_bella"), "Bella, server", "mul"),
                        new VoiceInfo(Voice.of("server/af_sky"), "af_sky, server", "mul"));
        assertThat(some.toString()).doesNotContain("xi-secret");
        assertThat(some.limits().total()).isEqualTo(Duration.ofMinutes(1));
    }

    private static String companion(Sound sound) {
        return "{\"success\":true,\"audio\":\""
                + Base64.getEncoder().encodeToString(sound.bytes().toArray())
                + "\",\"visemes\":[{\"time\":0.0,\"value\":1,\"duration\":0.1}],\"timestamp\":\"2026-01-01\"}";
    }

    /** Letters of the same length, one after the other. */
    private static String piece(byte[] pcm, String letters, double from, double each) {
        StringBuilder characters = new StringBuilder();
        StringBuilder starts = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        for (int at = 0; at < letters.length(); at++) {
            String comma = at == 0 ? "" : ",";
            characters.append(comma).append('"').append(letters.charAt(at)).append('"');
            starts.append(comma).append(from + at * each);
            ends.append(comma).append(from + (at + 1) * each);
        }
        return "{\"audio_base64\":\"" + Base64.getEncoder().encodeToString(pcm) + "\",\"alignment\":{\"characters\":["
                + characters + "],\"character_start_times_seconds\":[" + starts
                + "],\"character_end_times_seconds\":[" + ends + "]},\"normalized_alignment\":null}\n";
    }

    private static ElevenLabsSpeaker elevenLabs(WireServer server, boolean timings) {
        return new ElevenLabsSpeaker(STAGE.patient(server.base(), timings));
    }

    private static CompanionSpeaker companion(WireServer server) {
        return new CompanionSpeaker(STAGE.patient(server.base(), false));
    }
}
