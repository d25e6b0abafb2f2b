package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.api.ConversationRoutesTest.TWO;
import static parley.http.api.StreamLines.fields;
import static parley.http.api.StreamLines.frame;
import static parley.http.api.StreamLines.names;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class TimeTravelTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    private void open(String id, String message) {
        ada.post("/api/v1/conversations", "{'id':'" + id + "','message':'" + message + "'," + TWO + "}");
    }

    @Test
    void tells_who_asks_for_a_cursor_that_is_ahead_which_one_is_the_nearest() {
        open("ahead", FakeRoom.WAIT);

        for (String asked : List.of("?after=4.0", "?at=4", "?at=4.7", "?after=9.9&snapshot=true")) {
            Client.Reply reply = ada.get("/api/v1/conversations/ahead/events" + asked);
            assertThat(reply.status()).as(asked).isEqualTo(410);
            assertThat(reply.json().path("code").asText()).isEqualTo("gone");
            assertThat(reply.json().path("nearest").asText()).isEqualTo("3.0");
        }
        assertThat(ada.send(ada.request("/api/v1/conversations/ahead/events")
                                .setHeader("Last-Event-ID", "4.0")
                                .GET())
                        .json()
                        .path("nearest")
                        .asText())
                .isEqualTo("3.0");
        assertThat(ada.get("/api/v1/conversations/ahead?at=4")
                        .json()
                        .path("nearest")
                        .asText())
                .isEqualTo("3.0");
        assertThat(ada.get("/api/v1/conversations/ahead/replay?from=4")
                        .json()
                        .path("nearest")
                        .asText())
                .isEqualTo("3.0");
        assertThat(ada.get("/api/v1/nothing").json().has("nearest")).isFalse();
    }

    @Test
    void refuses_places_that_are_none() {
        open("nowhere", "Hello");

        for (String asked : List.of("/events?at=soon", "/events?at=0", "?at=0", "?at=-1", "/replay?from=x"))
            assertThat(ada.get("/api/v1/conversations/nowhere" + asked).status())
                    .as(asked)
                    .isEqualTo(422);
        assertThat(ada.get("/api/v1/conversations/nowhere/events?snapshot=maybe")
                        .problem())
                .isEqualTo("422 invalid: snapshot must be true or false");
    }

    @Test
    void shows_what_was_recorded_up_to_an_event_and_ends() {
        open("past", "Hello");

        Stream<String> lines = ada.lines(ada.request("/api/v1/conversations/past/events?after=1&at=4"))
                .body();

        assertThat(names(lines)).containsExactly("message-said", "round-started", "turn-started");
    }

    @Test
    void begins_with_the_whole_room_for_who_comes_late_and_goes_on_from_there() throws IOException {
        open("late", FakeRoom.WAIT);

        try (InputStream stream = ada.bytes(ada.request("/api/v1/conversations/late/events?snapshot=true"))) {
            assertThat(frame(stream)).isEqualTo("retry: 1000");
            String room = ada.get("/api/v1/conversations/late").body();
            assertThat(frame(stream)).isEqualTo("id: 3.0\nevent: snapshot\ndata: " + room);
            house.awaitViewer("late");
            ada.post("/api/v1/conversations/late/stop", "");
            assertThat(frame(stream)).startsWith("id: 4.0\nevent: round-ended\n");
        }
    }

    @Test
    void needs_no_snapshot_for_a_browser_that_comes_back() {
        open("back", "Hello");

        Stream<String> lines = ada.lines(ada.request("/api/v1/conversations/back/events?snapshot=true")
                        .setHeader("Last-Event-ID", "2.0"))
                .body();

        assertThat(names(lines.limit(4))).containsExactly("round-started");
    }

    @Test
    void plays_a_conversation_again_with_the_addresses_of_its_sound() {
        open("again", "Hello");

        HttpResponse<Stream<String>> stream =
                ada.lines(ada.request("/api/v1/conversations/again/replay?speed=instant&from=6.0"));
        List<String> lines = stream.body().toList();

        assertThat(names(lines.stream()))
                .startsWith("sentence-voiced", "sound", "turn-started")
                .endsWith("sentence-voiced", "sound", "round-ended");
        assertThat(fields("data: ", lines.stream()).toList().get(1))
                .isEqualTo(
                        "{\"turn\":1,\"index\":0,\"address\":\"/api/v1/conversations/again/turns/1/sentences/0/audio\"}");
        assertThat(names(ada.lines(ada.request("/api/v1/conversations/again/replay?speed=100"))
                        .body()))
                .startsWith("opened");
    }

    @Test
    void plays_at_no_impossible_speed() {
        open("fast", "Hello");

        for (String speed : List.of("0", "101", "-1", "NaN", "Infinity", "fast", ""))
            assertThat(ada.get("/api/v1/conversations/fast/replay?speed=" + speed)
                            .problem())
                    .isEqualTo("422 invalid: speed must be 0.1 to 100, or instant");
    }
}
