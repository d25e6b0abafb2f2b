package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Every door of a room over HTTP with the real engine behind it. */
@TestInstance(Lifecycle.PER_CLASS)
class LivingRoomTest {
    @AutoClose
    private final Server server;

    private final Client ada;

    LivingRoomTest(@TempDir Path directory) throws IOException {
        server = Server.start(new Premises(directory, "living").config());
        ada = Premises.person(server);
    }

    private JsonNode open(String id, String more) {
        Client.Reply opened = ada.post("/api/v1/conversations", "{'id':'" + id + "'," + more + Premises.TWO + "}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json();
    }

    /** The names of what comes of a request, in order, but for text and charges, which come when they come. */
    private List<String> streamed(String path, String body) {
        HttpResponse<Stream<String>> stream = ada.lines("/api/v1/conversations/" + path, body);
        List<String> lines = stream.body().toList();
        assertThat(stream.statusCode()).as(String.join("\n", lines)).isEqualTo(200);
        return lines.stream()
                .filter(it -> it.startsWith("event: "))
                .map(it -> it.substring("event: ".length()))
                .filter(it -> !it.equals("delta") && !it.equals("turn-charged"))
                .toList();
    }

    private JsonNode post(String path, String body) {
        Client.Reply reply = ada.post("/api/v1/conversations/" + path, body);
        assertThat(reply.status()).as(reply.body()).isBetween(200, 202);
        return reply.json();
    }

    private JsonNode get(String path) {
        Client.Reply reply = ada.get("/api/v1/conversations/" + path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void keeps_to_its_rules_lets_messages_wait_and_obeys_who_leads_it() {
        open(
                "led",
                "'rules':{'speakers':{'rule':'mention'},'whenBusy':'queue','approval':true},'message':'Otto,"
                        + " tea?','turns':1,");
        JsonNode opened = get("led");
        assertThat(opened.path("state").asText()).isEqualTo("waiting");
        assertThat(opened.at("/next/speaker").asText()).isEqualTo("guest-2");

        assertThat(post("led/messages", "{'text':'Ann, and you?','turns':1}")
                        .path("waits")
                        .asBoolean())
                .isTrue();
        assertThat(post("led/pause", "").path("state").asText()).isEqualTo("paused");
        assertThat(post("led/resume", "").path("state").asText()).isEqualTo("waiting");
        assertThat(streamed("led/approve", "")).startsWith("turn-approved").endsWith("round-ended");
        JsonNode second = get("led");
        assertThat(second.path("queue")).isEmpty();
        assertThat(second.at("/next/speaker").asText()).isEqualTo("guest-1");
        assertThat(streamed("led/approve", "")).endsWith("round-ended");

        assertThat(get("led").findValuesAsText("name")).contains("Ann", "Otto");
        assertThat(ada.put("/api/v1/conversations/led/rules", "{}")
                        .json()
                        .at("/rules/approval")
                        .asBoolean(true))
                .isFalse();
        assertThat(streamed("led/call", "{'agent':'guest-2'}"))
                .contains("turn-completed")
                .endsWith("round-ended");
        assertThat(get("led/verify").path("findings")).isEmpty();
    }

    @Test
    void streams_what_waits_to_the_end_of_the_round_that_answers_it() {
        open("waits", "'rules':{'approval':true},'message':'Tea?','turns':1,");
        HttpResponse<Stream<String>> waiting =
                ada.lines("/api/v1/conversations/waits/messages", "{'text':'Coffee?','turns':1,'whenBusy':'queue'}");
        assertThat(waiting.statusCode()).isEqualTo(200);

        streamed("waits/approve", "");
        streamed("waits/approve", "");

        assertThat(waiting.body().filter(it -> it.startsWith("event: round-")))
                .containsExactly("event: round-ended", "event: round-started", "event: round-ended");
    }

    @Test
    void ends_the_stream_of_a_message_that_a_stop_leaves_unanswered() {
        open("left", "'rules':{'approval':true},'message':'Tea?','turns':1,");
        HttpResponse<Stream<String>> waiting =
                ada.lines("/api/v1/conversations/left/messages", "{'text':'Coffee?','turns':1,'whenBusy':'queue'}");

        post("left/stop", "");

        assertThat(waiting.body()
                        .filter(it -> it.startsWith("event: "))
                        .toList()
                        .getLast())
                .isEqualTo("event: message-said");
    }

    @Test
    void answers_anew_edits_and_goes_back() {
        open("branches", "");
        streamed("branches/messages", "{'text':'Tea?','turns':1}");

        assertThat(streamed("branches/lines/2/regenerate", "{'agent':'guest-2'}"))
                .startsWith("head-moved", "round-started")
                .endsWith("round-ended");
        JsonNode anew = get("branches");
        assertThat(anew.at("/lines/1/name").asText()).isEqualTo("Otto");
        assertThat(anew.at("/lines/1/alternatives").toString()).isEqualTo("[2,3]");

        assertThat(streamed("branches/lines/1/edit", "{'text':'Coffee?','turns':1}"))
                .endsWith("round-ended");
        assertThat(get("branches").at("/lines/0/text").asText()).isEqualTo("Coffee?");
        assertThat(streamed("branches/lines/5/edit", "{'text':'Yes.'}")).containsExactly("line-edited");
        assertThat(streamed("branches/lines/6/edit", "{'text':'Yes.'}")).isEmpty();
        assertThat(post("branches/lines/2/choose", "").at("/lines/1/name").asText())
                .isEqualTo("Ann");
        assertThat(ada.put("/api/v1/conversations/branches/lines/2/pin", "")
                        .json()
                        .at("/lines/1/pinned")
                        .asBoolean())
                .isTrue();
        assertThat(get("branches/verify").path("holds").asBoolean()).isTrue();
    }

    @Test
    void forks_and_goes_on_without_touching_its_parent() {
        open("parent", "");
        streamed("parent/messages", "{'text':'Tea?','turns':2}");
        long before = get("parent/verify").path("events").asLong();

        JsonNode fork = post("parent/fork", "{'at':2,'id':'fork-tea','title':'Another way'}");
        assertThat(fork.path("lines")).hasSize(1);
        assertThat(fork.at("/origin/conversation").asText()).isEqualTo("parent");
        assertThat(post("parent/fork", "{'at':2,'id':'fork-tea'}").path("title").asText())
                .isEqualTo("Another way");
        assertThat(streamed("fork-tea/messages", "{'text':'Coffee?','turns':1}"))
                .endsWith("round-ended");

        assertThat(get("fork-tea").path("lines")).hasSize(3);
        assertThat(get("fork-tea/verify").path("findings")).isEmpty();
        assertThat(get("parent").path("lines")).hasSize(3);
        assertThat(get("parent/verify").path("events").asLong()).isGreaterThanOrEqualTo(before);
        assertThat(ada.post("/api/v1/conversations/parent/fork", "{'at':99999}")
                        .json()
                        .has("nearest"))
                .isTrue();
    }

    @Test
    void proves_a_reply_and_travels_in_time() {
        open("proof", "");
        streamed("proof/messages", "{'text':'Tea?','turns':2}");

        JsonNode receipt = get("proof/turns/1/receipt");
        assertThat(receipt.path("ending").asText()).isEqualTo("completed");
        assertThat(receipt.path("hash").asText()).hasSize(64);
        assertThat(receipt.at("/attempts/0/proven").asBoolean()).isTrue();
        assertThat(receipt.path("text").asText())
                .isEqualTo(get("proof").at("/lines/1/text").asText());
        assertThat(get("proof?at=2").path("lines")).hasSize(1);
        String cursor = get("proof").path("cursor").asText();
        Client.Reply ahead = ada.get("/api/v1/conversations/proof/events?after=99999.0");
        assertThat(ahead.status()).isEqualTo(410);
        assertThat(Integer.parseInt(ahead.json().path("nearest").asText().replace(".0", "")))
                .isGreaterThanOrEqualTo(Integer.parseInt(cursor.replace(".0", "")));
        List<String> replayed = ada.lines(ada.request("/api/v1/conversations/proof/replay?speed=instant"))
                .body()
                .toList();
        List<String> past = ada.lines(ada.request("/api/v1/conversations/proof/events?at=3"))
                .body()
                .toList();
        assertThat(replayed).contains("event: opened", "event: round-ended").doesNotContain("event: delta");
        assertThat(past).contains("event: round-started").doesNotContain("event: round-ended");
    }

    @Test
    void seats_mutes_and_steers() {
        open("seats", "");
        String cleo = ada.post("/api/v1/agents", "{'name':'Cleo','persona':'calm'}")
                .json()
                .path("id")
                .asText();

        assertThat(ada.put("/api/v1/conversations/seats/participants/" + cleo, "")
                        .json()
                        .path("participants"))
                .hasSize(3);
        assertThat(ada.put("/api/v1/conversations/seats/participants/guest-1/mute", "")
                        .json()
                        .path("muted"))
                .hasSize(1);
        assertThat(ada.delete("/api/v1/conversations/seats/participants/guest-2")
                        .json()
                        .path("participants"))
                .hasSize(2);
        post("seats/steer", "{'text':'Be brief.'}");
        streamed("seats/messages", "{'text':'Tea?','turns':1}");

        assertThat(get("seats").path("lines").findValuesAsText("name"))
                .contains("Cleo")
                .doesNotContain("Ann");
        assertThat(get("seats").path("lines").findValuesAsText("ending")).contains("steering");
    }
}
