package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.sound.Mp3Length;

/** Podcasts as the clients of ChatsParty know them, with real voices, over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class PartyPodcastTest {
    private static final String AGENTS = "'agents':[{'name':'Ann','persona':'calm','voice':'espeak/en-us'},"
            + "{'name':'Otto','persona':'loud','voice':'espeak/en-gb'}]";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client ada;

    @BeforeAll
    void start() throws IOException {
        server = Server.start(ConfigFactory.parseString("parley.voices.enabled = on")
                .withFallback(new Premises(directory, "house").config()));
        ada = Premises.person(server);
        String said = "{'id':'conv_1700000000000'," + AGENTS + ",'message':'Tea?','turns':2}";
        assertThat(ada.lines(ada.request("/api/v1/conversations")
                                .POST(BodyPublishers.ofString(said.replace('\'', '"'))))
                        .body()
                        .toList())
                .contains("event: round-ended");
        ada.post("/api/v1/conversations", "{'id':'conv_2'," + AGENTS + "}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String started(Client by, String more) {
        Client.Reply started = by.post("/podcast/generate", "{'conversation_id':'conv_1700000000000'" + more + "}");
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        assertThat(started.json().path("success").asBoolean()).isTrue();
        return started.json().path("job_id").asText();
    }

    private static JsonNode completed(Client by, String mount, String job) {
        while (true) {
            JsonNode status = by.get(mount + "/podcast/status/" + job).json();
            assertThat(status.path("status").asText()).isIn("queued", "processing", "completed");
            assertThat(status.path("progress").asDouble()).isBetween(0.0, 1.0);
            if (status.path("status").asText().equals("completed")) return status;
            Thread.onSpinWait();
        }
    }

    @Test
    void a_conversation_becomes_a_podcast_that_is_really_an_mp3() {
        String job = started(ada, ",'include_intro':false,'includeOutro':true,'background_music':true");
        assertThat(job).startsWith("conv_1700000000000~");
        Client.Reply early = ada.get("/podcast/download/" + job);
        assertThat(early.status()).as(early.body()).isIn(404, 200);
        JsonNode done = completed(ada, "/api", job);
        assertThat(done.path("progress").asDouble()).isEqualTo(1);
        assertThat(done.path("message").asText()).isEqualTo("Processed 2 of 2 messages");
        assertThat(done.path("audio_url").asText()).isEqualTo("/api/podcast/download/" + job);
        HttpResponse<byte[]> file = ada.raw(done.path("audio_url").asText());
        assertThat(file.headers().firstValue("Content-Type")).contains("audio/mpeg");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"podcast_conv_170.mp3\"");
        assertThat(file.body()).hasSize(done.path("file_size_bytes").asInt());
        assertThat(Mp3Length.of(ByteString.fromArrayUnsafe(file.body()))).isPresent();

        assertThat(ada.delete("/podcast/jobs/" + job).json().path("message").asText())
                .isEqualTo("Podcast job deleted successfully");
        for (String gone : new String[] {"/podcast/status/", "/podcast/download/"})
            assertThat(ada.get(gone + job).problem()).isEqualTo("404 not_found: Podcast job not found");
    }

    @Test
    void nobody_makes_hears_or_deletes_a_podcast_of_somebody_elses_conversation() {
        Client bob = Premises.person(server, "Bob");
        String job = started(ada, "");
        completed(ada, "", job);
        for (String mount : new String[] {"", "/api"}) {
            assertThat(bob.post(mount + "/podcast/generate", "{'conversation_id':'conv_1700000000000'}")
                            .problem())
                    .isEqualTo("404 not_found: Conversation not found");
            assertThat(bob.get(mount + "/podcast/status/" + job).status()).isEqualTo(404);
            assertThat(bob.get(mount + "/podcast/download/" + job).status()).isEqualTo(404);
            assertThat(bob.delete(mount + "/podcast/jobs/" + job).status()).isEqualTo(404);
            assertThat(bob.with("").get(mount + "/podcast/status/" + job).status())
                    .isEqualTo(401);
        }
        assertThat(ada.get("/podcast/download/" + job).status()).isEqualTo(200);
    }

    @Test
    void what_cannot_become_a_podcast_is_said_in_words_and_is_no_fault() {
        assertThat(ada.post("/podcast/generate", "{'conversation_id':'conv_2'}").problem())
                .startsWith("400 conflict: no agent has said anything");
        assertThat(ada.post("/podcast/generate", "{'conversation_id':'conv_none'}")
                        .status())
                .isEqualTo(404);
        assertThat(ada.post("/podcast/generate", "{}").status()).isEqualTo(422);
        for (String strange : new String[] {"x", "~", "conv_1700000000000~none", "a~b~c"})
            assertThat(ada.get("/podcast/status/" + strange).status())
                    .as(strange)
                    .isEqualTo(404);
    }
}
