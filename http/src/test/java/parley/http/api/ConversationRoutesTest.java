package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ConversationRoutesTest {
    static final String TWO = "'agents':[{'name':'Ann','persona':'calm'},{'name':'Ben','persona':'loud'}]";

    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");
    private final Client bob = house.person("bob");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void opens_a_silent_room() {
        Client.Reply opened = ada.post("/api/v1/conversations", "{'id':'silent','title':'Tea'," + TWO + "}");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo("/api/v1/conversations/silent");
        JsonNode room = ada.get("/api/v1/conversations/silent").json();
        assertThat(room).isEqualTo(opened.json());
        assertThat(room.path("title").asText()).isEqualTo("Tea");
        assertThat(room.at("/participants/1/name").asText()).isEqualTo("Ben");
        assertThat(room.path("running").asBoolean()).isFalse();
        assertThat(room.path("cursor").asText()).isEqualTo("1.0");
    }

    @Test
    void opens_a_room_with_an_agent_of_ones_own_and_lets_everybody_speak_once() {
        String agent = ada.post("/api/v1/agents", "{'name':'Cleo','persona':'calm'}")
                .json()
                .path("id")
                .asText();

        JsonNode room = ada.post(
                        "/api/v1/conversations",
                        "{'agents':['" + agent + "',{'name':'Ben','persona':'loud'}],'message':'Hello'}")
                .json();

        assertThat(room.path("title").asText()).isEqualTo("Cleo, Ben");
        assertThat(room.at("/participants/0/agent").asText()).isEqualTo(agent);
        assertThat(room.at("/lines/0/name").asText()).isEqualTo("user");
        assertThat(room.at("/lines/0/agent").isMissingNode()).isTrue();
        assertThat(room.path("lines")).hasSize(3);
    }

    @Test
    void refuses_what_is_over_the_limits() {
        String seat = "{'name':'A','persona':'x'}";
        String crowd = (seat + ",").repeat(16) + seat;

        assertThat(ada.post("/api/v1/conversations", "{'agents':[]}").status()).isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations", "{'agents':[" + crowd + "]}")
                        .problem())
                .isEqualTo("422 invalid: agents must name 1 to 16 agents");
        assertThat(ada.post("/api/v1/conversations", "{'title':'" + "t".repeat(201) + "'," + TWO + "}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations", "{'message':'" + "m".repeat(32_001) + "'," + TWO + "}")
                        .problem())
                .isEqualTo("422 invalid: message must be 1 to 32000 characters");
        assertThat(ada.post("/api/v1/conversations", "{'message':'Hi','turns':201," + TWO + "}")
                        .problem())
                .isEqualTo("422 invalid: turns must be 1 to 200");
        assertThat(ada.post("/api/v1/conversations", "{'id':'no spaces'," + TWO + "}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/api/v1/conversations", "{'agents':[{'name':'A'}]}")
                        .problem())
                .isEqualTo("422 invalid: an agent described on the spot needs a persona");
    }

    @Test
    void seats_an_agent_only_once() {
        String agent = ada.post("/api/v1/agents", "{'name':'Cleo','persona':'calm'}")
                .json()
                .path("id")
                .asText();

        assertThat(ada.post("/api/v1/conversations", "{'agents':['" + agent + "','" + agent + "']}")
                        .problem())
                .isEqualTo("422 invalid: the agent " + agent + " can sit in a room only once");
    }

    @Test
    void takes_a_message_and_says_where_to_watch() {
        ada.post("/api/v1/conversations", "{'id':'talk'," + TWO + "}");

        Client.Reply taken = ada.post("/api/v1/conversations/talk/messages", "{'text':'Hello','turns':1,'id':'m1'}");

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().path("message").asText()).isEqualTo("m1");
        assertThat(taken.json().path("round").asInt()).isEqualTo(1);
        assertThat(taken.json().path("cursor").asText()).isEqualTo("1.0");
    }

    @Test
    void refuses_a_message_that_cannot_be_said_now() {
        ada.post("/api/v1/conversations", "{'id':'busy','message':'" + FakeRoom.WAIT + "'," + TWO + "}");

        assertThat(ada.post("/api/v1/conversations/busy/messages", "{'text':'Hello'}")
                        .problem())
                .isEqualTo("409 conflict: a round is running");
        assertThat(ada.post("/api/v1/conversations/busy/messages", "{'text':' '}")
                        .status())
                .isEqualTo(422);
        ada.post("/api/v1/conversations/busy/stop", "");
        assertThat(ada.post("/api/v1/conversations/busy/messages", "{'text':'broke'}")
                        .problem())
                .isEqualTo("402 exhausted: not even one turn can be paid");
    }

    @Test
    void stops_a_round() {
        ada.post("/api/v1/conversations", "{'id':'long','message':'" + FakeRoom.WAIT + "'," + TWO + "}");
        assertThat(ada.get("/api/v1/conversations/long").json().path("running").asBoolean())
                .isTrue();

        Client.Reply stopped = ada.post("/api/v1/conversations/long/stop", "");

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("running").asBoolean()).isFalse();
    }

    @Test
    void deletes_a_conversation() {
        ada.post("/api/v1/conversations", "{'id':'gone'," + TWO + "}");

        assertThat(ada.delete("/api/v1/conversations/gone").status()).isEqualTo(204);
        assertThat(ada.get("/api/v1/conversations/gone").status()).isEqualTo(404);
    }

    @Test
    void lists_ones_own_conversations_and_hides_those_of_others() {
        ada.post("/api/v1/conversations", "{'id':'private'," + TWO + "}");

        assertThat(ada.get("/api/v1/conversations?limit=100").body()).contains("\"id\":\"private\"");
        assertThat(bob.get("/api/v1/conversations").json().path("total").asInt())
                .isZero();
        assertThat(bob.get("/api/v1/conversations/private").status()).isEqualTo(404);
        assertThat(bob.post("/api/v1/conversations/private/messages", "{'text':'Hi'}")
                        .status())
                .isEqualTo(404);
        assertThat(bob.post("/api/v1/conversations/private/stop", "").status()).isEqualTo(404);
        assertThat(bob.delete("/api/v1/conversations/private").status()).isEqualTo(404);
        assertThat(bob.get("/api/v1/conversations/private/turns/1/sentences/0/audio")
                        .status())
                .isEqualTo(404);
        assertThat(bob.get("/api/v1/conversations/private/events").status()).isEqualTo(404);
    }

    @Test
    void plays_a_sentence_that_a_browser_may_keep() {
        ada.post("/api/v1/conversations", "{'id':'heard','message':'Hello'," + TWO + "}");

        Client.Reply sound = ada.get("/api/v1/conversations/heard/turns/1/sentences/0/audio");

        assertThat(sound.status()).isEqualTo(200);
        assertThat(sound.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(sound.header("Cache-Control")).contains("private").contains("immutable");
        assertThat(sound.body()).startsWith("RIFF");
        assertThat(ada.get("/api/v1/conversations/heard/turns/9/sentences/0/audio")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void plays_a_sentence_in_the_encoding_that_is_asked_for() {
        ada.post("/api/v1/conversations", "{'id':'encoded','message':'Hello'," + TWO + "}");
        String address = "/api/v1/conversations/encoded/turns/1/sentences/0/audio?format=";

        assertThat(ada.get(address + "mp3").header("Content-Type")).isEqualTo("audio/mpeg");
        assertThat(ada.get(address + "pcm").header("Content-Type")).isEqualTo("audio/pcm");
        assertThat(ada.get(address + "pcm").header("Content-Length")).isEqualTo("48000");
        assertThat(ada.get(address + "opus").header("Content-Type")).isEqualTo("audio/ogg");
        assertThat(ada.get(address + "opus").body()).startsWith("OggS");
        assertThat(ada.get(address + "wav").body()).startsWith("RIFF");
        assertThat(ada.get(address + "aac").problem()).startsWith("422 ").contains("wav, pcm, mp3, opus");
    }

    @Test
    void tells_when_what_is_heard_in_a_sentence() {
        ada.post("/api/v1/conversations", "{'id':'timed','message':'Hello'," + TWO + "}");

        assertThat(ada.get("/api/v1/conversations/timed/turns/1/sentences/0/timing")
                        .body())
                .isEqualTo("{\"basis\":\"phones\",\"estimated\":false,"
                        + "\"words\":[{\"text\":\"Hi\",\"time\":0.25,\"duration\":0.5}],"
                        + "\"visemes\":[{\"time\":0.25,\"value\":5,\"duration\":0.125,\"shape\":\"kk\"},"
                        + "{\"time\":0.375,\"value\":8,\"duration\":0.375,\"shape\":\"aa\"}]}");
    }
}
