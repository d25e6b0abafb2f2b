package parley.http.voice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static parley.http.voice.remote.Stage.ADA;
import static parley.http.voice.remote.Stage.PCM;
import static parley.http.voice.remote.Stage.serving;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.speech.Manner;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.http.sound.AudioEncoding;
import parley.http.sound.Samples;
import parley.http.sound.Wav;
import parley.http.wire.WireServer;

final class OpenAiSpeakerTest {
    @AutoClose
    private static final Stage STAGE = new Stage();

    @Test
    void asks_as_the_wire_demands_and_hears_raw_samples() throws Exception {
        try (WireServer server = serving(Stage.chunked("audio/pcm", PCM))) {
            Sound sound = Stage.heard(speaker(server).say("**" + Stage.SENTENCE + "**", ADA));

            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/audio/speech HTTP/1.1\r\n")
                    .contains("Authorization: Bearer " + Stage.KEY + "\r\n")
                    .contains("Content-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{\"model\":\"tts-1\",\"input\":\"Hello there, world!\",\"voice\":\"ada\","
                            + "\"response_format\":\"pcm\"}");
            assertThat(Wav.read(sound.bytes())).isEqualTo(Stage.tone(24_000));
            assertThat(sound.length()).isEqualTo(Duration.ofSeconds(1));
            assertThat(sound.timing().basis()).isEqualTo(Timing.Basis.ESTIMATED);
            assertThat(sound.timing().words()).hasSize(3);
        }
    }

    @Test
    void asks_for_the_speed_only_where_somebody_wants_it() throws Exception {
        try (WireServer server = serving(Stage.chunked("audio/pcm", PCM))) {
            Stage.heard(speaker(server).say("Hi.", ADA.in(new Manner(1.25, 3, "de"))));

            assertThat(server.requests().getFirst()).endsWith("\"response_format\":\"pcm\",\"speed\":1.25}");
        }
    }

    @Test
    void asks_nobody_where_there_is_nothing_to_say() throws Exception {
        try (WireServer server = serving(new byte[0])) {
            assertThat(Stage.heard(speaker(server).say("… 😀", ADA)).length()).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void takes_what_servers_send_instead_of_what_they_were_asked_for() throws Exception {
        Sound wav = Wav.of(Stage.tone(16_000));
        Sound mp3 = Stage.heard(AudioEncoding.MP3.encoded(wav));
        try (WireServer server = serving(Stage.chunked("audio/wav", wav.bytes().toArray()))) {
            assertThat(Stage.heard(speaker(server).say(Stage.SENTENCE, ADA)).bytes())
                    .isEqualTo(wav.bytes());
        }
        try (WireServer server = serving(Stage.chunked("audio/pcm", wav.bytes().toArray()))) {
            assertThat(Stage.heard(speaker(server).say(Stage.SENTENCE, ADA)).bytes())
                    .isEqualTo(wav.bytes());
        }
        try (WireServer server = serving(Stage.chunked("audio/mpeg", mp3.bytes().toArray()))) {
            Sound heard = Stage.heard(speaker(server).say(Stage.SENTENCE, ADA));
            assertThat(heard.mediaType()).isEqualTo("audio/mpeg");
            assertThat(heard.length()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200));
        }
        try (WireServer server =
                serving(Stage.chunked("audio/pcm;rate=16000", Stage.tone(16_000).bytes()))) {
            assertThat(Stage.heard(speaker(server).say(Stage.SENTENCE, ADA)).length())
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/json", "text/event-stream", "image/png"})
    void an_answer_that_is_no_sound_is_never_played(String mediaType) throws Exception {
        try (WireServer server = serving(Stage.chunked(mediaType, PCM))) {
            assertThat(Stage.failure(speaker(server).say(Stage.SENTENCE, ADA)))
                    .hasMessageContaining("where sound was expected");
        }
    }

    @Test
    void an_empty_answer_half_a_sample_and_a_false_mp3_are_no_sound_either() throws Exception {
        for (byte[] answer : List.of(
                Stage.plain("200 OK", "audio/pcm", ""),
                Stage.plain("200 OK", "audio/pcm", "odd"),
                Stage.plain("200 OK", "audio/mpeg", "not an mp3"),
                Stage.plain("200 OK", "audio/wav", "RIFF....WAVEfmt ")))
            try (WireServer server = serving(answer)) {
                Stage.failure(speaker(server).say(Stage.SENTENCE, ADA));
            }
    }

    @ParameterizedTest
    @CsvSource({
        "401, accept the key",
        "403, accept the key",
        "402, payment",
        "429, wait",
        "400, refused (400)",
        "404, refused (404)",
        "422, refused (422)",
        "500, trouble (500)",
        "503, trouble (503)"
    })
    void each_status_has_its_words_and_none_shows_the_key_or_the_sentence(int status, String words) throws Exception {
        String body = "{\"error\":{\"message\":\"no " + Stage.KEY + " for " + Stage.SENTENCE + "\",\"type\":\"x\"}}";
        for (String answer : List.of(body, "<html>" + Stage.SENTENCE + "</html>", "{\"detail\":\"" + Stage.KEY + "\"}"))
            try (WireServer server = serving(Stage.plain(status + " Oh", "application/json", answer))) {
                assertThat(Stage.failure(speaker(server).say(Stage.SENTENCE, ADA)))
                        .hasMessageContaining(words);
            }
    }

    @Test
    void an_answer_cut_anywhere_is_never_whole() throws Exception {
        byte[] answer = Stage.chunked("audio/pcm", PCM);
        for (int cut = 0; cut < answer.length; cut += 2 * 1021) {
            int end = cut;
            try (WireServer server = new WireServer(out -> out.write(answer, 0, end))) {
                Stage.failure(speaker(server).say(Stage.SENTENCE, ADA));
            }
        }
        try (WireServer server = serving(
                Stage.ascii("HTTP/1.1 200 OK\r\nContent-Type: audio/pcm\r\nContent-Length: 5000\r\n\r\nonly this"))) {
            Stage.failure(speaker(server).say(Stage.SENTENCE, ADA));
        }
    }

    @Test
    void silence_and_dawdling_end_in_time_and_leave_no_connection() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        List<String> beginnings = List.of(
                "",
                Stage.head("audio/pcm"),
                Stage.head("audio/pcm") + "4\r\nabcd\r\n",
                "HTTP/1.1 500 Oh\r\n" + "Content-Length: 9000\r\n\r\n{");
        for (String beginning : beginnings)
            try (WireServer server = new WireServer(out -> {
                out.write(Stage.ascii(beginning));
                out.flush();
                over.get(1, TimeUnit.MINUTES);
            })) {
                Stage.failure(new OpenAiSpeaker(STAGE.hasty(server.base())).say(Stage.SENTENCE, ADA));
                server.clientLeft().get(1, TimeUnit.MINUTES);
            }
        over.complete(null);
    }

    @Test
    void a_long_answer_is_heard_to_its_end() throws Exception {
        int seconds = 20;
        try (WireServer server = new WireServer(out -> {
            out.write(Stage.ascii(Stage.head("audio/pcm")));
            for (int second = 0; second < seconds; second++)
                for (int from = 0; from < PCM.length; from += 960) {
                    out.write(WireServer.chunk(PCM, from, from + 960));
                    out.flush();
                }
            out.write(Stage.ascii("0\r\n\r\n"));
        })) {
            assertThat(Stage.heard(speaker(server).say(Stage.SENTENCE, ADA)).length())
                    .isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void an_endless_answer_is_given_up_at_its_limit() throws Exception {
        try (WireServer server = new WireServer(out -> {
            out.write(Stage.ascii(Stage.head("audio/pcm")));
            while (true) out.write(WireServer.chunk(PCM, 0, PCM.length));
        })) {
            assertThat(Stage.failure(speaker(server).say(Stage.SENTENCE, ADA))).hasMessageContaining("too much");
            server.clientLeft().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void giving_up_closes_the_connection() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WireServer server = new WireServer(_ -> {
            asked.complete(null);
            over.get(1, TimeUnit.MINUTES);
        })) {
            CompletableFuture<Sound> said =
                    speaker(server).say(Stage.SENTENCE, ADA).toCompletableFuture();
            asked.get(1, TimeUnit.MINUTES);

            said.cancel(true);

            server.clientLeft().get(1, TimeUnit.MINUTES);
            over.complete(null);
        }
    }

    @Test
    void nobody_there_is_a_failure_to_speak() throws Exception {
        URI gone;
        try (WireServer server = serving(new byte[0])) {
            gone = server.base();
        }
        assertThat(Stage.failure(new OpenAiSpeaker(STAGE.patient(gone, false)).say(Stage.SENTENCE, ADA)))
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void kokoro_tells_when_each_word_is_heard() throws Exception {
        String audio = Base64.getEncoder()
                .encodeToString(Wav.of(Stage.tone(24_000)).bytes().toArray());
        String answer = "{\"audio\":\"" + audio + "\",\"audio_format\":\"audio/wav\",\"timestamps\":["
                + "{\"word\":\"Hello\",\"start_time\":0.1,\"end_time\":0.4},"
                + "{\"word\":\",\",\"start_time\":0.4,\"end_time\":0.45},"
                + "{\"word\":\"world\",\"start_time\":0.5,\"end_time\":0.9}]}";
        try (WireServer server = serving(Stage.chunked("application/json", answer.getBytes(StandardCharsets.UTF_8)))) {
            Sound sound = Stage.heard(new OpenAiSpeaker(STAGE.patient(server.base(), true)).say("Hello, world", ADA));

            assertThat(server.requests().getFirst())
                    .startsWith("POST /dev/captioned_speech HTTP/1.1\r\n")
                    .endsWith("\"response_format\":\"wav\",\"stream\":false}");
            assertThat(sound.timing().basis()).isEqualTo(Timing.Basis.WORDS);
            assertThat(sound.timing().words())
                    .containsExactly(new Timing.Word("Hello", 0.1, 0.4 - 0.1), new Timing.Word("world", 0.5, 0.4));
            assertThat(sound.timing().visemes().getFirst().time()).isEqualTo(0.1);
            assertThat(sound.timing().visemes().getLast().time()
                            + sound.timing().visemes().getLast().duration())
                    .isCloseTo(0.9, within(1e-9));
            assertThat(Wav.read(sound.bytes()))
                    .isEqualTo(Samples.of(Stage.tone(24_000).values(), 24_000));
        }
    }

    private static OpenAiSpeaker speaker(WireServer server) {
        return new OpenAiSpeaker(STAGE.patient(server.base(), false));
    }
}
