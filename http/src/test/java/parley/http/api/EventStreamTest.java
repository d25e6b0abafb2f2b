package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.api.ConversationRoutesTest.TWO;
import static parley.http.api.StreamLines.fields;
import static parley.http.api.StreamLines.frame;
import static parley.http.api.StreamLines.names;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import parley.engine.agent.AgentId;

@TestInstance(Lifecycle.PER_CLASS)
class EventStreamTest {
    private static final String[] ONE_ROUND = {
        "message-said",
        "round-started",
        "turn-started",
        "delta",
        "sentence-spoken",
        "turn-completed",
        "sentence-voiced",
        "turn-started",
        "delta",
        "sentence-spoken",
        "turn-completed",
        "sentence-voiced",
        "round-ended"
    };

    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    private void open(String id, String message) {
        ada.post("/api/v1/conversations", "{'id':'" + id + "','message':'" + message + "'," + TWO + "}");
    }

    private static List<String> recorded() {
        return Stream.of(ONE_ROUND).filter(it -> !it.equals("delta")).toList();
    }

    @Test
    void streams_a_new_conversation_until_its_round_has_ended() {
        HttpResponse<Stream<String>> stream = ada.lines("/api/v1/conversations", "{'message':'Hello'," + TWO + "}");

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(stream.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(names(stream.body())).startsWith("opened").endsWith("round-ended");
    }

    @Test
    void streams_a_message_and_what_is_answered_until_the_round_has_ended() {
        open("posted", "Hello");

        HttpResponse<Stream<String>> stream = ada.lines("/api/v1/conversations/posted/messages", "{'text':'And now?'}");

        assertThat(names(stream.body())).isEqualTo(recorded());
    }

    @Test
    void answers_a_message_that_is_refused_with_a_problem_and_no_stream() {
        open("refused", FakeRoom.WAIT);

        HttpResponse<Stream<String>> stream =
                ada.lines("/api/v1/conversations/refused/messages", "{'text':'And now?'}");

        assertThat(stream.statusCode()).isEqualTo(409);
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void frames_each_event_with_its_cursor_its_name_and_the_journals_json() throws IOException {
        open("framed", "Hello");

        try (InputStream stream = ada.bytes(ada.request("/api/v1/conversations/framed/events?after=1.0"))) {
            assertThat(frame(stream)).isEqualTo("retry: 1000");
            assertThat(frame(stream))
                    .isEqualTo("id: 2.0\n"
                            + "event: message-said\n"
                            + "data: {\"message\":\"first\",\"author\":\"user-ada.example.com\","
                            + "\"text\":\"Hello\",\"at\":\"2026-11-21T12:00:00Z\"}");
        }
    }

    @Test
    void writes_deltas_as_json_whatever_they_hold() throws IOException {
        open("deltas", FakeRoom.WAIT);

        try (InputStream stream = ada.bytes(ada.request("/api/v1/conversations/deltas/events?after=3"))) {
            assertThat(frame(stream)).isEqualTo("retry: 1000");
            house.awaitViewer("deltas");
            house.conversations.room("deltas").delta(1, new AgentId("guest-1"), FakeRoom.ANSWER);
            assertThat(frame(stream))
                    .isEqualTo("id: 3.20\nevent: delta\ndata: {\"turn\":1,\"attempt\":1,\"speaker\":\"guest-1\","
                            + "\"text\":\"Good \\\"evening\\\".\\nÜ 🎭\"}");
        }
    }

    @Test
    void goes_on_after_the_last_event_a_browser_has_seen() {
        open("resumed", "Hello");

        Stream<String> lines = ada.lines(
                        ada.request("/api/v1/conversations/resumed/events").setHeader("Last-Event-ID", "5.0"))
                .body();

        assertThat(fields("id: ", lines).limit(2)).containsExactly("6.0", "7.0");
    }

    @Test
    void believes_the_query_more_than_the_header() {
        open("asked", "Hello");

        Stream<String> lines = ada.lines(ada.request("/api/v1/conversations/asked/events?after=2.0")
                        .setHeader("Last-Event-ID", "5.0"))
                .body();

        assertThat(fields("id: ", lines).limit(1)).containsExactly("3.0");
    }

    @Test
    void refuses_a_cursor_that_is_none() {
        open("strange", "Hello");

        assertThat(ada.get("/api/v1/conversations/strange/events?after=yesterday")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void streams_what_waits_until_it_is_answered() {
        ada.post(
                "/api/v1/conversations",
                "{'id':'queued','rules':{'approval':true},'message':'Hello','turns':1," + TWO + "}");
        HttpResponse<Stream<String>> stream =
                ada.lines("/api/v1/conversations/queued/messages", "{'text':'And now?','turns':1,'whenBusy':'queue'}");
        assertThat(stream.statusCode()).isEqualTo(200);

        HttpResponse<Stream<String>> first =
                ada.lines(ada.request("/api/v1/conversations/queued/approve").POST(BodyPublishers.noBody()));
        assertThat(names(first.body())).startsWith("turn-approved").endsWith("round-ended");
        ada.post("/api/v1/conversations/queued/approve", "");

        assertThat(names(stream.body()).stream().filter(it -> !it.equals("delta")))
                .startsWith("message-queued", "turn-approved")
                .endsWith(
                        "message-said",
                        "round-started",
                        "turn-approved",
                        "turn-started",
                        "sentence-spoken",
                        "turn-completed",
                        "sentence-voiced",
                        "round-ended");
    }

    @Test
    void ends_when_the_conversation_is_deleted() {
        open("deleted", "Hello");
        HttpResponse<Stream<String>> stream = ada.lines(ada.request("/api/v1/conversations/deleted/events"));
        house.awaitViewer("deleted");

        ada.delete("/api/v1/conversations/deleted");

        assertThat(names(stream.body())).startsWith("opened").endsWith("round-ended", "deleted");
    }

    @Test
    void shows_that_a_silent_stream_is_alive() throws IOException {
        try (House quick = new House(Duration.ofMillis(20))) {
            Client eve = quick.person("eve");
            eve.post("/api/v1/conversations", "{'id':'quiet'," + TWO + "}");

            try (InputStream stream = eve.bytes(eve.request("/api/v1/conversations/quiet/events?after=1"))) {
                assertThat(frame(stream)).isEqualTo("retry: 1000");
                assertThat(frame(stream)).isEqualTo(":");
                assertThat(frame(stream)).isEqualTo(":");
            }
        }
    }

    @Test
    void lets_every_viewer_go_when_the_server_stops() {
        try (House closing = new House(Duration.ofSeconds(15))) {
            Client eve = closing.person("eve");
            eve.post("/api/v1/conversations", "{'id':'open'," + TWO + "}");
            Stream<String> lines =
                    eve.lines(eve.request("/api/v1/conversations/open/events")).body();

            closing.sse.close();

            assertThat(names(lines)).isSubsetOf("opened");
        }
    }
}
