package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.main.SocketClient.Heard;
import parley.http.socketio.NodeClients;

/** The holes of ChatsParty's servers, tried on this one by somebody who knows them. */
class HolesTest extends WatchedHouse {
    @Test
    void nobody_gives_credits_or_sets_prices_who_is_no_administrator() {
        long before = balance(bob);
        String gift = "{'amount':1000000,'transactionType':'bonus','reason':'welcome_bonus','creditsPurchased':5}";
        String price = "{'provider':'scripted','modelName':'*','costPerMessage':0}";
        for (String mount : MOUNTS)
            assertStatus(
                    403,
                    bob.client().post(mount + "/credits/add", gift),
                    bob.client().post(mount + "/users/me/credits", gift),
                    bob.client().post(mount + "/users/me/credits/use", "{'amount':-1000000}"),
                    bob.client().post(mount + "/credits/pricing", price),
                    bob.client().post(mount + "/credits/pricing/initialize", "{}"),
                    bob.client().delete(mount + "/credits/pricing/scripted/*"));
        assertThat(balance(bob)).isEqualTo(before);
    }

    private static long balance(Talker of) {
        return of.client().get("/credits/balance").json().path("balance").asLong();
    }

    @Test
    void somebody_elses_agent_is_not_there() {
        JsonNode before = ada.client().get("/agents/" + ada.ann()).json();
        String change = "{'name':'Taken','characteristics':'Mine now','connection_id':'chatsparty-default'}";
        for (String mount : MOUNTS)
            for (String at : List.of("/chat/agents/", "/agents/"))
                assertStatus(
                        404,
                        bob.client().get(mount + at + ada.ann()),
                        bob.client().put(mount + at + ada.ann(), change),
                        bob.client().patch(mount + at + ada.ann(), change),
                        bob.client().delete(mount + at + ada.ann()));
        assertStatus(404, bob.client().post("/agents/" + ada.ann() + "/duplicate", "{}"));
        assertThat(ada.client().get("/agents/" + ada.ann()).json()).isEqualTo(before);
    }

    @Test
    void somebody_elses_connection_is_not_there() {
        String id = connection(ada, "Hers");
        JsonNode before = ada.client().get("/connections/" + id).json();
        for (String mount : MOUNTS)
            assertStatus(
                    404,
                    bob.client().get(mount + "/connections/" + id),
                    bob.client().put(mount + "/connections/" + id, "{'name':'Mine'}"),
                    bob.client().delete(mount + "/connections/" + id),
                    bob.client().post(mount + "/connections/default", "{'connectionId':'" + id + "'}"),
                    bob.client().post(mount + "/agents", """
                        {'name':'Thief','characteristics':'Takes','connectionId':'%s'}\
                        """.formatted(id)));
        assertThat(ada.client().get("/connections/" + id).json()).isEqualTo(before);
    }

    @Test
    void no_socket_joins_stops_or_writes_into_somebody_elses_conversation_and_no_token_is_logged() throws Exception {
        assumeTrue(NodeClients.found(), "skipped: no Node with socket.io-client found; .ci/run installs it");
        ada.posted("/chat/agents/chat", said(ada, "conv_socket"));
        JsonNode before = ada.room("conv_socket").path("lines");

        List<Heard> heard = new SocketClient(server, "websocket", bob.token())
                .emit("join_conversation", "{'conversation_id':'conv_socket'}")
                .emit("stop_conversation", "{'conversation_id':'conv_socket'}")
                .emit("send_message", bob.send("conv_socket", "Mine!"))
                .emit("leave_conversation", "{'conversation_id':'conv_socket'}")
                .await("left_conversation")
                .run();

        assertThat(heard)
                .filteredOn(it -> it.event().equals("conversation_error"))
                .hasSize(3);
        assertThat(heard).noneMatch(it -> it.event().equals("agent_message"));
        assertThat(ada.room("conv_socket").path("lines")).isEqualTo(before);
        assertThat(log.text()).doesNotContain(bob.token());
    }

    private static String said(Talker by, String conversation) {
        return "{'agent_id':'%s','message':'Tea?','conversation_id':'%s'}".formatted(by.ann(), conversation);
    }

    @Test
    void an_id_that_two_people_choose_is_two_conversations_shared_or_not() {
        for (String id : List.of("conv_1751800000000", "default")) {
            ada.posted("/chat/agents/chat", said(ada, id));
            JsonNode hers = ada.client().get("/chat/conversations/" + id).json();
            ada.client().put("/chat/conversations/" + id + "/share", "{'is_shared':" + !id.equals("default") + "}");

            bob.posted("/chat/agents/chat", said(bob, id));

            assertThat(ada.client().get("/chat/conversations/" + id).json().path("messages"))
                    .isEqualTo(hers.path("messages"));
            assertThat(bob.client().get("/chat/conversations/" + id).json().path("messages"))
                    .hasSize(2);
        }
    }

    @Test
    void somebody_elses_conversation_is_not_there() {
        ada.posted("/chat/agents/chat", said(ada, "conv_alone"));
        for (String mount : MOUNTS)
            for (String at : List.of("/chat/conversations/conv_alone", "/conversations/conv_alone"))
                assertStatus(
                        404,
                        bob.client().get(mount + at),
                        bob.client().delete(mount + at),
                        bob.client().put(mount + at + "/share", "{'is_shared':true}"),
                        bob.client().with("").get(mount + "/chat/shared/conversations/conv_alone"));
        for (String mount : MOUNTS)
            assertStatus(
                    404,
                    bob.client().get(mount + "/conversations/conv_alone/messages"),
                    bob.client().post(mount + "/conversations/conv_alone/messages", "{'message':'Mine','role':'user'}"),
                    bob.client().post(mount + "/chat/sessions/conv_alone/end", ""));
        assertStatus(200, ada.client().get("/chat/conversations/conv_alone"));
    }

    @Test
    void there_is_no_door_for_debugging_and_none_to_a_machine() {
        for (String mount : MOUNTS)
            assertStatus(
                    404,
                    ada.client().get(mount + "/test-list-agents"),
                    ada.client().get(mount + "/test-ai-stream/" + ada.ann()),
                    ada.client().get(mount + "/audio-test/one"),
                    ada.client().get(mount + "/mcp/servers"),
                    ada.client().post(mount + "/mcp/test-connection", "{}"),
                    ada.client().post(mount + "/projects/one/vm/setup", "{}"),
                    ada.client().post(mount + "/projects/one/vm/command", "{'command':'id'}"),
                    ada.client().post(mount + "/projects/one/ide/setup", "{}"));
    }

    @Test
    void a_token_that_is_missing_ends_in_401_so_that_clients_renew_it() {
        for (String mount : MOUNTS)
            for (String at : List.of("/auth/me", "/chat/agents", "/connections", "/conversations", "/credits/balance"))
                assertStatus(
                        401,
                        ada.client().with("").get(mount + at),
                        ada.client().with("nonsense").get(mount + at));
    }
}
