package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** The addresses of the Companion's separate speech server, and what no voice here can do (contract of the Companion, 4). */
class CompanionSpeechServerTest extends HummingHouse {
    @Test
    void the_separate_server_answers_with_sound_unless_json_is_asked_for() throws Exception {
        HttpResponse<byte[]> sound = bytes("/generate", "{'text':'Good evening.'}");
        assertThat(sound.headers().firstValue("Content-Type")).contains("audio/wav");
        assertThat(sound.headers().firstValue("X-Text-Length")).contains("13");
        assertThat(sound.headers().firstValue("X-Stream-Mode")).contains("true");
        JsonNode json = page.post("/generate", "{'text':'Good evening.','stream':false}")
                .json();
        assertThat(sound.headers().firstValue("X-Viseme-Count"))
                .contains(String.valueOf(json.path("visemes").size()));
        assertThat(Base64.getDecoder().decode(json.path("audio").asText())).isEqualTo(sound.body());
        assertEndsWith(json.path("visemes"), seconds(decoded(sound.body())));
        JsonNode visemes =
                page.post("/generate-visemes", "{'text':'Good evening.'}").json();
        assertThat(visemes.path("text").asText()).isEqualTo("Good evening.");
        assertThat(visemes.path("visemes")).isEqualTo(json.path("visemes"));
    }

    @Test
    void a_framed_stream_counts_the_visemes_before_each_sentence() throws Exception {
        byte[] framed = bytes("/generate-stream", "{'text':'Good evening. My name is Ann.'}")
                .body();
        byte[] plain =
                bytes("/generate", "{'text':'Good evening. My name is Ann.'}").body();

        assertThat(framed).hasSize(plain.length + 8).startsWith(0, 0, 0, 0, 'R', 'I', 'F', 'F');
    }

    @Test
    void nobody_is_told_that_a_voice_can_be_learnt() {
        Client.Reply no = page.post("/api/tts/clone", "{}");

        assertThat(no.status()).isEqualTo(501);
        assertThat(no.json().path("error").asText()).contains("no voice of this server can learn");
        JsonNode profiles = page.get("/api/tts/clone/profiles").json();
        assertThat(profiles.path("profiles").isArray()).isTrue();
        assertThat(profiles.path("count").asInt(-1)).isZero();
        assertThat(profiles.path("supports_cloning").asBoolean(true)).isFalse();
        assertThat(page.delete("/api/tts/clone/profiles/12345678").status()).isEqualTo(404);
    }

    @Test
    void the_separate_server_can_be_switched_off_and_a_server_may_have_no_voice() throws IOException {
        String settings = "parley.companion.speech.own-server = off";
        try (Server other = Server.start(
                ConfigFactory.parseString(settings).withFallback(new Premises(directory, "mute").config()))) {
            Client client = new Client(other.address().getPort(), "");
            assertThat(client.get("/voices").status()).isEqualTo(404);
            assertThat(client.post("/api/tts/generate", "{'text':'No voices here.'}")
                            .status())
                    .isEqualTo(503);
            assertThat(client.get("/api/tts/health").json().path("engine").asText())
                    .isEqualTo("none");
        }
    }
}
