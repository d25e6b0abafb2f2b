package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.http.api.Client;

/** Speech as the Companion's page asks for it, over HTTP (contract of the Companion, 4). */
@TestInstance(Lifecycle.PER_CLASS)
class CompanionSpeechTest {
    private static final int RATE = 22_050;
    private static final int HEADER = 44;
    private static final double NEAR = 0.01;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path directory;

    private final Hummer hummer = new Hummer();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client page;

    @BeforeAll
    void open() throws IOException {
        String settings = "parley.companion.speech { first-within = 3 s }, parley.companion.limit.requests = 1000";
        server = Server.start(
                ConfigFactory.parseString(settings).withFallback(new Premises(directory, "house").config()),
                new Furnishing() {
                    @Override
                    public Speaker speaker(Speaker opened) {
                        return hummer;
                    }
                });
        page = new Client(server.address().getPort(), "");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static AudioInputStream decoded(byte[] file) throws IOException, UnsupportedAudioFileException {
        return AudioSystem.getAudioInputStream(new ByteArrayInputStream(file));
    }

    private static double seconds(AudioInputStream sound) {
        return sound.getFrameLength() / (double) sound.getFormat().getFrameRate();
    }

    private static void assertEndsWith(JsonNode visemes, double seconds) {
        double end = 0;
        for (JsonNode it : visemes) {
            assertThat(it.path("time").asDouble()).isCloseTo(end, within(NEAR));
            assertThat(it.path("value").asInt(-1)).isBetween(0, 16);
            assertThat(it.path("duration").isNumber()).isTrue();
            end = it.path("time").asDouble() + it.path("duration").asDouble();
        }
        assertThat(end).isCloseTo(seconds, within(NEAR));
    }

    private HttpResponse<byte[]> bytes(String path, String body) throws IOException, InterruptedException {
        var request = page.request(path).POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

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
        double each = (sentence.chars().filter(Character::isLetter).count() + 1.0) * Hummer.LETTER / Hummer.RATE;
        assertThat(seconds(sound)).isCloseTo(each * (5000 / sentence.length()), within(0.1));
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
