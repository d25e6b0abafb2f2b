package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.SocketClient.COMPLETE;
import static parley.http.main.SocketClient.START;
import static parley.http.main.SocketClient.briefs;
import static parley.http.main.SocketClient.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.main.SocketClient.Heard;

/** Talks by the {@code socket.io-client} of npm, which all frontends of that product use, against a whole server. */
@EnabledIf(value = SocketClient.FOUND, disabledReason = SocketClient.NOT_FOUND)
class ChatSocketsTest extends TalkersHouse {
    private SocketClient client(String transports) {
        return new SocketClient(server, transports, ada.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "websocket,polling"})
    void starts_a_conversation_and_goes_on_with_it(String transports) throws Exception {
        String id = "conv_" + transports.replace(',', '_');

        List<Heard> heard = client(transports)
                .emit(START, ada.start(id, "Tea or coffee?", 3))
                .await(COMPLETE)
                .emit("send_message", ada.send(id, "And milk?"))
                .await(COMPLETE)
                .run();

        assertThat(briefs(heard))
                .containsExactly(
                        "conversation_started",
                        "conversation_created",
                        "agent_message user",
                        "agent_typing Ann",
                        "agent_message Ann",
                        "agent_typing Otto",
                        "agent_message Otto",
                        "agent_typing Ann",
                        "agent_message Ann",
                        "conversation_complete",
                        "conversation_resumed",
                        "agent_message user",
                        "agent_typing Otto",
                        "agent_message Otto",
                        "agent_typing Ann",
                        "agent_message Ann",
                        "conversation_complete");
        assertThat(heard.get(0).data().toString())
                .isEqualTo("{\"conversation_id\":\"" + id + "\",\"agent_ids\":[\"" + ada.ann() + "\",\"" + ada.otto()
                        + "\"],\"status\":\"started\"}");
        assertThat(heard.get(1).data().toString())
                .isEqualTo("{\"client_conversation_id\":\"" + id + "\",\"database_conversation_id\":\"" + id
                        + "\",\"title\":\"Tea or coffee?\"}");
        assertThat(heard.get(3).data().toString())
                .isEqualTo("{\"type\":\"typing\",\"conversation_id\":\"" + id + "\",\"agent_id\":\"" + ada.ann()
                        + "\",\"speaker\":\"Ann\",\"message\":\"...\"}");
        assertThat(heard.get(9).data().toString())
                .isEqualTo("{\"type\":\"complete\",\"conversation_id\":\"" + id + "\",\"status\":\"completed\"}");
        isTold(heard, id);
        JsonNode room = ada.client().get("/api/v1/conversations/" + id).json();
        assertThat(room.path("lines").findValuesAsText("text"))
                .containsExactlyElementsOf(heard.stream()
                        .filter(it -> it.event().equals("agent_message"))
                        .map(it -> it.data().path("message").asText())
                        .toList());
    }

    /** Every event has the client's id, every message its time in seconds, and the person's words come once each. */
    private static void isTold(List<Heard> heard, String id) {
        for (Heard it : heard) {
            if (it.event().equals("conversation_created")) continue;
            assertThat(it.data().path("conversation_id").asText()).isEqualTo(id);
            if (!it.event().equals("agent_message")) continue;
            assertThat(it.data().path("timestamp").asDouble()).isBetween(1.7e9, 1e11);
            assertThat(it.data().path("message").asText()).isNotBlank();
            assertThat(it.data().path("type").asText()).isEqualTo("message");
        }
        assertThat(heard.stream()
                        .filter(it -> it.data().path("agent_id").asText().equals("user"))
                        .map(it -> it.data().path("message").asText()))
                .containsExactly("Tea or coffee?", "And milk?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void keeps_the_conversation_of_who_has_no_credits(String transport) throws Exception {
        String credit = "parley.user.welcome-credits = 1\nparley.chatsparty.chat.user-messages.burst = 3";
        try (Server poor = server("poor-" + transport, credit)) {
            Talker eve = Talker.of(poor, "eve");

            List<Heard> heard = new SocketClient(poor, transport, eve.token())
                    .emit(START, eve.start("conv_poor", "Tea?", 2))
                    .await(COMPLETE)
                    .emit("send_message", eve.send("conv_poor", "More?"))
                    .await(COMPLETE)
                    .emit("send_message", eve.send("conv_poor", "More?"))
                    .await(COMPLETE)
                    .emit("send_message", eve.send("conv_poor", "Too often?"))
                    .await(COMPLETE)
                    .run();

            List<String> messages = heard.stream()
                    .filter(it -> it.event().equals("agent_message"))
                    .map(it -> it.data().path("message").asText())
                    .toList();
            String sorry = "I'm sorry, but you don't have enough credits to continue this conversation."
                    + " Insufficient credits. Required: 1, Available: 0";
            assertThat(messages).element(2).isEqualTo(sorry);
            assertThat(messages.subList(3, 7)).containsExactly("More?", sorry, "More?", sorry);
            assertThat(messages.getLast()).startsWith("I apologize, but").contains("too many attempts");
            assertThat(briefs(heard)
                            .subList(
                                    briefs(heard).indexOf("conversation_resumed"),
                                    briefs(heard).size()))
                    .startsWith(
                            "conversation_resumed",
                            "agent_message user",
                            "agent_typing Ann",
                            "agent_message Ann",
                            "conversation_complete");
            assertThat(errors(heard)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void stops_what_runs_when_it_is_told_to_and_when_its_client_goes(String transport) throws Exception {
        String slow = "parley.models.scripted { shortest-gap = 60 ms, longest-gap = 90 ms }";
        try (Server slowly = server("slow-" + transport, slow)) {
            Talker eve = Talker.of(slowly, "eve");

            List<Heard> heard = new SocketClient(slowly, transport, eve.token())
                    .emit(START, eve.start("conv_stop", "Tea?", 20))
                    .await("agent_typing")
                    .emit("stop_conversation", "{'conversation_id':'conv_stop'}")
                    .await("conversation_stopped")
                    .emit("stop_conversation", "{'conversation_id':'conv_stop'}")
                    .await("conversation_stopped")
                    .emit("send_message", eve.send("conv_stop", "Again?"))
                    .await("agent_message")
                    .await("agent_typing")
                    .emit("send_message", eve.send("conv_stop", "And now?"))
                    .await(COMPLETE)
                    .emit(START, eve.start("conv_gone", "Tea?", 20))
                    .await("agent_typing")
                    .run();

            assertThat(briefs(heard))
                    .containsSubsequence("agent_typing Ann", "conversation_stopped", "conversation_stopped")
                    .filteredOn(it -> !it.startsWith("agent_"))
                    .containsExactly(
                            "conversation_started",
                            "conversation_created",
                            "conversation_stopped",
                            "conversation_stopped",
                            "conversation_resumed",
                            "conversation_resumed",
                            "conversation_complete",
                            "conversation_started",
                            "conversation_created");
            assertThat(Eventually.becomes(() -> !running(eve, "conv_gone"))).isTrue();
            assertThat(eve.client()
                            .get("/api/v1/conversations/conv_gone")
                            .json()
                            .path("lines"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static boolean running(Talker person, String id) {
        return person.client()
                .get("/api/v1/conversations/" + id)
                .json()
                .path("running")
                .asBoolean();
    }
}
