package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.api.ConversationRoutesTest.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class RoomRoutesTest {
    private static final String APPROVED = "'rules':{'approval':true,'whenBusy':'queue'},";

    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");
    private final Client bob = house.person("bob");

    @AfterAll
    void close() {
        house.close();
    }

    private void open(String id, String more) {
        Client.Reply opened = ada.post("/api/v1/conversations", "{'id':'" + id + "'," + more + TWO + "}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    private JsonNode room(String id) {
        return ada.get("/api/v1/conversations/" + id).json();
    }

    private Client.Reply post(String path) {
        return ada.post("/api/v1/conversations/" + path, "");
    }

    @Test
    void shows_all_there_is_to_know_of_a_room() {
        open("shown", APPROVED + "'message':'Hello',");
        ada.post("/api/v1/conversations/shown/messages", "{'text':'And now?','id':'m2','turns':3}");

        JsonNode room = room("shown");

        assertThat(room.path("running").asBoolean()).isTrue();
        assertThat(room.path("state").asText()).isEqualTo("waiting");
        assertThat(room.at("/lines/0/line").asInt()).isEqualTo(1);
        assertThat(room.at("/lines/0/ending").asText()).isEqualTo("spoken");
        assertThat(room.at("/lines/0/pinned").asBoolean(true)).isFalse();
        assertThat(room.at("/lines/0/alternatives").isArray()).isTrue();
        assertThat(room.at("/next/speaker").asText()).isEqualTo("guest-1");
        assertThat(room.at("/next/why/policy").asText()).isEqualTo("round-robin");
        assertThat(room.at("/next/approved").asBoolean(true)).isFalse();
        assertThat(room.path("queue").toString()).isEqualTo("[{\"id\":\"m2\",\"text\":\"And now?\",\"turns\":3}]");
        assertThat(room.path("muted")).isEmpty();
        assertThat(room.path("rules").toString())
                .isEqualTo(
                        "{\"speakers\":{\"rule\":\"round-robin\"},\"whenBusy\":\"queue\",\"approval\":true,\"splice\":false}");
        assertThat(room.has("origin")).isFalse();
    }

    @Test
    void lets_a_message_wait() {
        open("waits", APPROVED + "'message':'Hello',");

        Client.Reply waiting = ada.post("/api/v1/conversations/waits/messages", "{'text':'And now?'}");
        Client.Reply refused =
                ada.post("/api/v1/conversations/waits/messages", "{'text':'And now?','whenBusy':'reject'}");

        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.json().path("waits").asBoolean()).isTrue();
        assertThat(refused.problem()).isEqualTo("409 conflict: a round is running");
        assertThat(ada.post("/api/v1/conversations/waits/messages", "{'text':'Hi','whenBusy':'later'}")
                        .problem())
                .startsWith("422 invalid: whenBusy must be one of reject, queue");
    }

    @Test
    void pauses_and_resumes_and_approves_and_ends() {
        open("led", APPROVED + "'message':'Hello',");

        assertThat(post("led/pause").json().path("state").asText()).isEqualTo("paused");
        assertThat(post("led/approve").problem()).startsWith("409 conflict");
        assertThat(post("led/resume").json().path("state").asText()).isEqualTo("resting");
        assertThat(post("led/resume").problem()).isEqualTo("409 conflict: no round is running");
        assertThat(post("led/pause").status()).isEqualTo(409);
        ada.post("/api/v1/conversations/led/messages", "{'text':'Again'}");
        assertThat(post("led/approve").json().path("lines").size()).isEqualTo(6);
        ada.post("/api/v1/conversations/led/messages", "{'text':'Again'}");
        Client.Reply ended = ada.post("/api/v1/conversations/led/end", "{'reason':'late'}");
        assertThat(ended.json().path("state").asText()).isEqualTo("resting");
        assertThat(post("led/end").status()).isEqualTo(409);
    }

    @Test
    void calls_an_agent_and_steers() {
        open("called", "");

        Client.Reply called = ada.post("/api/v1/conversations/called/call", "{'agent':'guest-2'}");
        Client.Reply steered = ada.post("/api/v1/conversations/called/steer", "{'text':'Be brief.'}");

        assertThat(called.json().at("/lines/0/name").asText()).isEqualTo("Ben");
        assertThat(steered.status()).isEqualTo(200);
        assertThat(ada.post("/api/v1/conversations/called/call", "{'agent':'nobody'}")
                        .status())
                .isEqualTo(404);
        assertThat(ada.post("/api/v1/conversations/called/call", "{}").problem())
                .isEqualTo("422 invalid: agent is required");
        assertThat(ada.post("/api/v1/conversations/called/call", "{'agent':'a b'}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations/called/steer", "{'text':' '}")
                        .problem())
                .isEqualTo("422 invalid: text must be 1 to 32000 characters");
        assertThat(post("called/steer").problem()).startsWith("400 malformed: the body is empty");
    }

    @Test
    void seats_an_agent_of_ones_own_and_lets_it_leave() {
        open("seats", "");
        String cleo = ada.post("/api/v1/agents", "{'name':'Cleo','persona':'calm'}")
                .json()
                .path("id")
                .asText();
        String others = bob.post("/api/v1/agents", "{'name':'Dan','persona':'calm'}")
                .json()
                .path("id")
                .asText();

        JsonNode seated =
                ada.put("/api/v1/conversations/seats/participants/" + cleo, "").json();
        JsonNode left =
                ada.delete("/api/v1/conversations/seats/participants/" + cleo).json();

        assertThat(seated.at("/participants/2/name").asText()).isEqualTo("Cleo");
        assertThat(left.path("participants")).hasSize(2);
        assertThat(ada.put("/api/v1/conversations/seats/participants/" + others, "")
                        .status())
                .isEqualTo(404);
        assertThat(ada.put("/api/v1/conversations/seats/participants/guest-9", "")
                        .status())
                .isEqualTo(404);
        ada.delete("/api/v1/conversations/seats/participants/guest-1");
        assertThat(ada.delete("/api/v1/conversations/seats/participants/guest-2")
                        .problem())
                .isEqualTo("409 conflict: the last agent cannot leave");
    }

    @Test
    void mutes_an_agent() {
        open("mute", "");

        assertThat(ada.put("/api/v1/conversations/mute/participants/guest-2/mute", "")
                        .json()
                        .path("muted")
                        .toString())
                .isEqualTo("[\"guest-2\"]");
        assertThat(ada.delete("/api/v1/conversations/mute/participants/guest-2/mute")
                        .json()
                        .path("muted"))
                .isEmpty();
        assertThat(ada.put("/api/v1/conversations/mute/participants/nobody/mute", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pins_chooses_regenerates_and_edits_lines() {
        open("lines", "'message':'Hello',");

        assertThat(ada.put("/api/v1/conversations/lines/lines/2/pin", "")
                        .json()
                        .at("/lines/1/pinned")
                        .asBoolean())
                .isTrue();
        assertThat(ada.delete("/api/v1/conversations/lines/lines/2/pin")
                        .json()
                        .at("/lines/1/pinned")
                        .asBoolean(true))
                .isFalse();
        assertThat(post("lines/lines/2/choose").status()).isEqualTo(200);
        assertThat(post("lines/lines/2/regenerate").json().at("/lines/3/name").asText())
                .isEqualTo("Ann");
        assertThat(ada.post("/api/v1/conversations/lines/lines/2/regenerate", "{'agent':'guest-2'}")
                        .json()
                        .at("/lines/4/name")
                        .asText())
                .isEqualTo("Ben");
        assertThat(ada.post("/api/v1/conversations/lines/lines/1/edit", "{'text':'Well?','turns':1}")
                        .json()
                        .at("/lines/5/text")
                        .asText())
                .isEqualTo("Well?");
        assertThat(ada.post("/api/v1/conversations/lines/lines/1/edit", "{'text':'And?'}")
                        .json()
                        .path("lines"))
                .as("everybody answers")
                .hasSize(10);
    }

    @Test
    void refuses_lines_that_are_not_there() {
        open("nolines", "'message':'Hello',");

        for (String door : List.of("choose", "regenerate"))
            assertThat(post("nolines/lines/9/" + door).problem()).isEqualTo("404 not_found: there is no line 9");
        assertThat(ada.put("/api/v1/conversations/nolines/lines/0/pin", "").status())
                .isEqualTo(404);
        assertThat(ada.put("/api/v1/conversations/nolines/lines/first/pin", "").status())
                .isEqualTo(404);
        assertThat(post("nolines/lines/1/regenerate").problem()).startsWith("409 conflict: line 1 is a person's");
        assertThat(ada.post("/api/v1/conversations/nolines/lines/1/edit", "{'text':'','turns':1}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations/nolines/lines/1/edit", "{'text':'Hi','turns':201}")
                        .problem())
                .isEqualTo("422 invalid: turns must be 1 to 200");
        assertThat(post("nolines/lines/1/pin").status()).isEqualTo(405);
    }

    @Test
    void forks_a_conversation_where_it_was() {
        open("parent", "'title':'Tea','message':'Hello',");

        Client.Reply early =
                ada.post("/api/v1/conversations/parent/fork", "{'at':2,'id':'fork-early','title':'Coffee'}");
        Client.Reply now = post("parent/fork");

        assertThat(early.status()).isEqualTo(201);
        assertThat(early.header("Location")).isEqualTo("/api/v1/conversations/fork-early");
        assertThat(early.json().path("origin").toString()).isEqualTo("{\"conversation\":\"parent\",\"sequence\":2}");
        assertThat(early.json().path("title").asText()).isEqualTo("Coffee");
        assertThat(early.json().path("lines")).hasSize(1);
        assertThat(now.status()).isEqualTo(201);
        assertThat(now.json().path("id").asText()).startsWith("fork-");
        assertThat(now.header("Location"))
                .isEqualTo("/api/v1/conversations/" + now.json().path("id").asText());
        assertThat(now.json().path("title").asText()).isEqualTo("Tea");
        assertThat(now.json().path("lines")).hasSize(3);
    }

    @Test
    void forks_nothing_that_is_not_there() {
        open("orphan", "");

        Client.Reply ahead = ada.post("/api/v1/conversations/orphan/fork", "{'at':7}");

        assertThat(ahead.status()).isEqualTo(410);
        assertThat(ahead.json().path("nearest").asText()).isEqualTo("1.0");
        assertThat(ada.post("/api/v1/conversations/orphan/fork", "{'at':0}").status())
                .isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations/orphan/fork", "{'id':'child'}")
                        .problem())
                .isEqualTo("422 invalid: the id of a fork begins with fork-");
    }

    @Test
    void looks_at_a_room_as_it_was() {
        open("was", "'message':'Hello',");

        JsonNode was = ada.get("/api/v1/conversations/was?at=2").json();

        assertThat(was.path("cursor").asText()).isEqualTo("2.0");
        assertThat(was.path("lines")).hasSize(1);
    }

    @Test
    void hides_every_door_from_others() {
        open("mine", "'message':'Hello',");

        for (String door :
                List.of("pause", "resume", "approve", "end", "fork", "lines/1/choose", "lines/2/regenerate", "stop"))
            assertThat(bob.post("/api/v1/conversations/mine/" + door, "").status())
                    .as(door)
                    .isEqualTo(404);
        for (String door :
                List.of("rules", "verify", "turns/1/receipt", "replay", "events?at=1", "events?snapshot=true"))
            assertThat(bob.get("/api/v1/conversations/mine/" + door).status())
                    .as(door)
                    .isEqualTo(404);
        assertThat(bob.put("/api/v1/conversations/mine/rules", "{}").status()).isEqualTo(404);
        assertThat(bob.put("/api/v1/conversations/mine/lines/1/pin", "").status())
                .isEqualTo(404);
        assertThat(bob.get("/api/v1/conversations/mine?at=1").status()).isEqualTo(404);
        assertThat(house.client().post("/api/v1/conversations/mine/pause", "").status())
                .isEqualTo(401);
    }
}
