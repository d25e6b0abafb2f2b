package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.speech.Voice;
import parley.http.api.Client;

/** Speech as the Companion's page asks for it, over HTTP (contract of the Companion, 4). */
class CompanionSpeechTest extends HummingHouse {
    @Test
    void a_reply_becomes_a_wave_file_and_a_mouth_that_ends_with_it() throws Exception {
        JsonNode answer = page.post("/api/tts/generate", "{'text':'Hello there. How are you today?','stream':false}")
                .json();

        assertThat(answer.path("success").asBoolean()).isTrue();
        AudioInputStream sound =
                decoded(Base64.getDecoder().decode(answer.path("audio").asText()));
        assertThat(sound.getFormat().getSampleRate()).isEqualTo(RATE);
        assertThat(sound.getFormat().getSampleSizeInBits()).isEqualTo(16);
        assertThat(seconds(sound)).isCloseTo(26.0 * Hummer.LETTER / Hummer.RATE, within(NEAR));
        assertThat(answer.path("duration").asDouble()).isCloseTo(seconds(sound), within(NEAR));
        assertThat(answer.path("visemes").isArray()).isTrue();
        assertEndsWith(answer.path("visemes"), seconds(sound));
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.path("timestamp").asText()).isNotEmpty();
    }

    @Test
    void nothing_of_what_is_said_is_eaten() {
        page.post("/api/tts/generate", "{'text':'I\\u0027m \\u0022Tom\\u0022 & Jo\\u0027s friend at <home>.'}");

        assertThat(hummer.said()).contains("I'm \"Tom\" & Jo's friend at <home>.");
    }

    @Test
    void a_text_of_five_thousand_characters_is_said_in_sentences_and_is_one_file() throws Exception {
        String sentence = "This is a sentence of some length that says little. ";
        String text = sentence.repeat(5000 / sentence.length());

        JsonNode answer =
                page.post("/api/tts/generate", "{'text':'" + text + "'}").json();

        AudioInputStream sound =
                decoded(Base64.getDecoder().decode(answer.path("audio").asText()));
        int sentences = 5000 / sentence.length();
        double each = (sentence.chars().filter(Character::isLetter).count() + 1.0) * Hummer.LETTER / Hummer.RATE;
        assertThat(seconds(sound)).isCloseTo(each * sentences, within(0.1));
        assertEndsWith(answer.path("visemes"), seconds(sound));
        assertThat(hummer.said()).allSatisfy(it -> assertThat(it.length()).isLessThan(400));
        assertThat(page.post("/api/tts/generate", "{'text':'" + "a".repeat(5001) + "'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_sentence_that_cannot_be_said_is_left_out_and_told_of() {
        JsonNode answer = page.post("/api/tts/generate", "{'text':'First I hum. Then I cough. Then I hum again.'}")
                .json();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("complete").asBoolean(true)).isFalse();
        Client.Reply none = page.post("/api/tts/generate", "{'text':'A cough.'}");
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.json().path("error").asText()).contains("it has a cold");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tts/generate, {'text':''}, 400",
        "/api/tts/generate, {'text':'  '}, 400",
        "/api/tts/generate, {'text':'...'}, 400",
        "/api/tts/generate, {}, 422",
        "/api/tts/generate, not json, 400",
        "/api/tts/stream, {'text':''}, 400",
        "/api/tts/visemes, {'text':''}, 400",
        "/api/tts/visemes, {}, 422",
        "/generate, {}, 422",
        "/generate-visemes, {'text':' '}, 400",
    })
    void what_cannot_be_said_is_refused_in_words(String path, String body, int status) {
        Client.Reply no = page.post(path, body);

        assertThat(no.status()).isEqualTo(status);
        assertThat(no.json().path("success").asBoolean(true)).isFalse();
        assertThat(no.json().path("error").isTextual()).isTrue();
        assertThat(no.json().has("detail")).isTrue();
    }

    @Test
    void a_short_stream_tells_the_mouth_in_a_header() throws Exception {
        HttpResponse<byte[]> answer = bytes("/api/tts/stream", "{'text':'Hello there.','stream':true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
        assertThat(answer.headers().firstValue("X-Engine")).contains("hum");
        assertThat(answer.headers().firstValue("X-Supports-Cloning")).contains("false");
        JsonNode visemes = new Client.Reply(
                        200,
                        answer.headers(),
                        answer.headers().firstValue("X-Visemes").orElse(""))
                .json();
        assertEndsWith(visemes, seconds(decoded(answer.body())));
    }

    @Test
    void a_long_stream_begins_with_the_header_and_goes_on_with_the_samples() throws Exception {
        String sentence = "This is a sentence of some length that says little. ";

        HttpResponse<byte[]> answer = bytes("/api/tts/stream", "{'text':'" + sentence.repeat(20) + "'}");

        assertThat(answer.headers().firstValue("X-Visemes")).isEmpty();
        assertThat(new String(answer.body(), 0, 4, UTF_8)).isEqualTo("RIFF");
        int letters = (int) sentence.chars().filter(Character::isLetter).count() + 1;
        double samples = 20.0 * letters * Hummer.LETTER * RATE / Hummer.RATE;
        assertThat((answer.body().length - HEADER) / 2.0).isCloseTo(samples, within(40.0));
        assertThat(decoded(answer.body()).readAllBytes()).hasSize(answer.body().length - HEADER);
    }

    @Test
    void visemes_alone_are_those_of_the_sound() {
        JsonNode alone =
                page.post("/api/tts/visemes", "{'text':'Only the mouth.'}").json();
        JsonNode both =
                page.post("/api/tts/generate", "{'text':'Only the mouth.'}").json();

        assertThat(alone.path("success").asBoolean()).isTrue();
        assertThat(alone.path("count").asInt()).isEqualTo(alone.path("visemes").size());
        assertThat(alone.path("visemes")).isEqualTo(both.path("visemes"));
    }

    @Test
    void voices_and_health_are_told() {
        JsonNode health = page.get("/api/tts/health").json();
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("engine").asText()).isEqualTo("hum");
        assertThat(health.path("sample_rate").asInt()).isEqualTo(RATE);
        assertThat(health.path("supports_cloning").asBoolean(true)).isFalse();

        JsonNode voices = page.get("/api/tts/voices").json();
        assertThat(voices.path("count").asInt()).isEqualTo(4);
        assertThat(voices.path("voices").findValuesAsText("id"))
                .containsExactly("hum/alto", "hum/bass", "hum/tenor", "clone:1a2b3c4d");
        JsonNode one = voices.path("voices").get(0);
        assertThat(List.of("name", "engine", "type", "locale")).allMatch(one::has);
        assertThat(page.get("/voices").json().path("count").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE-KatjaNeural, hum/tenor",
        "de-AT-JonasNeural, hum/tenor",
        "hum/bass, hum/bass",
        "Bass, hum/bass",
        "hum/bass?speed=1.5, hum/bass?speed=1.5",
        "xx-XX-NobodyNeural, hum/alto",
        "default, hum/alto",
        "clone:1a2b3c4d, hum/clone:1a2b3c4d",
        "clone:12345678, hum/alto",
        "none/none, hum/alto",
    })
    void a_voice_is_found_by_our_name_or_by_the_language_in_theirs(String asked, String used) {
        String text = "Voice " + Integer.toHexString(asked.hashCode()) + ".";

        Client.Reply answer = page.post("/api/tts/generate", "{'text':'%s','voice':'%s'}".formatted(text, asked));

        assertThat(answer.status()).isEqualTo(200);
        int at = hummer.said().indexOf(text);
        assertThat(hummer.voicesUsed().get(at)).isEqualTo(Voice.of(used));
    }

    @Test
    void a_voice_can_be_quicker_within_bounds() {
        page.post("/api/tts/generate", "{'text':'Quick now.','speed':1.5}");

        assertThat(hummer.voicesUsed()
                        .get(hummer.said().indexOf("Quick now."))
                        .manner()
                        .speed())
                .isEqualTo(1.5);
        assertThat(page.post("/api/tts/generate", "{'text':'Too quick.','speed':9}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoever_goes_away_is_spoken_to_no_longer() throws Exception {
        for (String path : List.of("api/tts/generate", "api/tts/visemes", "generate", "generate-visemes")) {
            String endless = "This one of " + path + " is endless.";
            String body = "{\"text\":\"" + "There is much to say. ".repeat(10) + endless + "\",\"stream\":false}";
            try (Socket socket =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                socket.getOutputStream()
                        .write(("POST /" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(UTF_8));
                assertThat(Eventually.becomes(() -> hummer.said().stream().anyMatch(it -> it.contains(endless))))
                        .isTrue();
            }
            assertThat(Eventually.becomes(() -> hummer.givenUp().stream().anyMatch(it -> it.contains(endless))))
                    .as(path)
                    .isTrue();
        }
    }

    @Test
    void a_first_sentence_that_takes_too_long_is_given_up() {
        assertThat(page.post("/api/tts/generate", "{'text':'The endless first one.'}")
                        .status())
                .isEqualTo(503);
    }
}
