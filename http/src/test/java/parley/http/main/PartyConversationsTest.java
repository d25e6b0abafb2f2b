package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Conversations as ChatsParty's clients list, keep and end them. */
class PartyConversationsTest extends PartyHouse {
    @Test
    void an_answer_has_the_keys_that_any_client_reads() {
        String id = opened(ada, "Keys");
        ada.post("/conversations/" + id + "/messages", "{'message':'Tea?','role':'user'}");
        JsonNode one = ada.get("/chat/conversations/" + id).json();

        assertThat(one.fieldNames())
                .toIterable()
                .contains("id", "title", "participants", "agentIds", "agent_ids", "messages", "createdAt", "created_at")
                .contains(
                        "updatedAt",
                        "updated_at",
                        "isShared",
                        "is_shared",
                        "isActive",
                        "is_active",
                        "userId",
                        "user_id")
                .contains("metadata", "success", "data")
                .doesNotContain("shared", "active", "it");
        assertThat(one.path("data").path("id").asText()).isEqualTo(id);
        assertThat(one.path("participants").isArray()).isTrue();
        assertThat(one.path("created_at").asText()).endsWith("Z");
        assertThat(one.at("/messages/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "speaker",
                        "agentId",
                        "agent_id",
                        "message",
                        "content",
                        "role",
                        "timestamp",
                        "createdAt",
                        "created_at");
        assertThat(ada.get("/chat/conversations").json().get(0).fieldNames())
                .toIterable()
                .contains("participants", "agent_ids", "messages", "is_shared", "isActive")
                .doesNotContain("data");
    }

    @Test
    void messages_are_kept_as_they_were_said_and_told_in_seconds() {
        String id = opened(ada, "Kept");
        String agent =
                ada.get("/conversations/" + id).json().at("/participants/0").asText();
        long before = Instant.now().getEpochSecond();
        for (String body : List.of(
                "{'message':'Tea?','role':'user'}",
                "{'content':'Green.','role':'assistant','agentId':'" + agent + "'}",
                "{'message':'Black.','role':'assistant','agent_id':'" + agent + "'}",
                "{'message':'Somebody left.','role':'system'}"))
            assertThat(ada.post("/conversations/" + id + "/messages", body).status())
                    .isEqualTo(200);

        JsonNode told = ada.get("/conversations/" + id + "/messages").json().path("data");
        assertThat(told.path("total").asInt()).isEqualTo(4);
        assertThat(told.path("messages").findValuesAsText("role"))
                .containsExactly("user", "assistant", "assistant", "system");
        JsonNode person = told.at("/messages/0");
        assertThat(person.path("speaker").asText()).isEqualTo("user");
        assertThat(person.path("agent_id").isNull() && person.path("agentId").isNull())
                .isTrue();
        assertThat(person.path("timestamp").asDouble()).isBetween((double) before, before + 600.0);
        assertThat(told.at("/messages/1/speaker").asText()).isEqualTo("Ann");
        assertThat(told.at("/messages/1/agent_id").asText()).isEqualTo(agent);
        assertThat(ada.get("/conversations/" + id + "/messages?offset=1&limit=2")
                        .json()
                        .path("data")
                        .path("messages")
                        .findValuesAsText("content"))
                .containsExactly("Green.", "Black.");
        assertThat(ada.post("/conversations/" + id + "/messages", "{'message':'x','role':'oracle'}")
                        .status())
                .isEqualTo(422);
        String strange = Talker.agent(bob, "Spy");
        assertThat(ada.post(
                                "/conversations/" + id + "/messages",
                                "{'message':'x','role':'assistant','agentId':'" + strange + "'}")
                        .status())
                .isEqualTo(404);
        String files =
                "=== ATTACHED FILES CONTEXT ===\\n--- a.txt (text/plain) ---\\nsecret\\n=== END FILE CONTEXT ===\\n\\n";
        ada.post("/conversations/" + id + "/messages", "{'message':'" + files + "Read this','role':'user'}");
        assertThat(ada.get("/conversations/" + id + "/messages")
                        .json()
                        .at("/data/messages/4/message")
                        .asText())
                .isEqualTo("Read this");
    }

    @Test
    void a_list_is_searched_narrowed_and_counted() {
        Client cleo = Premises.person(server, "cleo");
        String tea = opened(cleo, "About tea");
        String coffee = opened(cleo, "About coffee");
        cleo.post("/conversations/" + coffee + "/messages", "{'message':'Earl Grey is no coffee','role':'user'}");
        String agent =
                cleo.get("/conversations/" + tea).json().at("/agentIds/0").asText();

        assertThat(cleo.get("/conversations/count").json().path("data").asInt()).isEqualTo(2);
        assertThat(found(cleo, "")).containsExactlyInAnyOrder(tea, coffee);
        assertThat(found(cleo, "?limit=1")).containsExactly(coffee);
        assertThat(found(cleo, "?limit=1&page=2")).containsExactly(tea);
        assertThat(found(cleo, "?search=TEA")).containsExactly(tea);
        assertThat(found(cleo, "?search=earl%20grey")).containsExactly(coffee);
        assertThat(found(cleo, "?agentId=" + agent)).containsExactly(tea);
        assertThat(found(cleo, "?startDate=2999-01-01")).isEmpty();
        assertThat(found(cleo, "?endDate=2999-01-01&startDate=2020-01-01T00:00:00Z"))
                .hasSize(2);
        JsonNode narrowed =
                cleo.get("/conversations?search=about&limit=1").json().path("data");
        assertThat(narrowed.path("total").asInt()).isEqualTo(2);
        assertThat(narrowed.path("conversations")).hasSize(1);
        assertThat(cleo.get("/conversations?page=one").status()).isEqualTo(422);
        assertThat(cleo.get("/chat/conversations").json().isArray()).isTrue();

        assertThat(cleo.delete("/conversations/" + tea).json().path("message").asText())
                .isEqualTo("Conversation " + tea + " deleted successfully");
        assertThat(cleo.get("/conversations/" + tea).status()).isEqualTo(404);
        assertThat(cleo.delete("/conversations/" + tea).status()).isEqualTo(404);
        assertThat(cleo.get("/chat/conversations").json()).hasSize(1);
        assertThat(cleo.get("/conversations/no%20id%20at%20all").status()).isEqualTo(404);
    }

    @Test
    void a_session_is_there_while_a_round_runs_and_can_be_ended() {
        Client.Reply opened = ada.post(
                "/api/v1/conversations",
                "{'id':'conv_1','rules':{'approval':true},'message':'Tea?','turns':2," + Premises.TWO + "}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);

        JsonNode going = ada.get("/chat/sessions").json().path("data");
        assertThat(going.findValuesAsText("session_id")).containsExactly("conv_1");
        assertThat(ada.post("/conversations/conv_1/messages", "{'message':'Late','role':'user'}")
                        .status())
                .isEqualTo(409);
        assertThat(bob.get("/chat/sessions").json().path("data")).isEmpty();
        assertThat(bob.post("/chat/sessions/conv_1/end", "").status()).isEqualTo(404);
        assertThat(ada.post("/api/chat/sessions/conv_1/end", "").status()).isEqualTo(200);
        assertThat(ada.post("/chat/chat/sessions/conv_1/end", "").problem())
                .isEqualTo("404 not_found: Session not found");
        assertThat(ada.get("/api/chat/sessions").json().path("data")).isEmpty();
        assertThat(ada.get("/api/v1/conversations/conv_1")
                        .json()
                        .path("running")
                        .asBoolean(true))
                .isFalse();
    }

    private static List<String> found(Client by, String query) {
        JsonNode data = by.get("/conversations" + query).json().path("data");
        return data.path("conversations").findValuesAsText("id").stream()
                .filter(it -> it.length() > 10)
                .toList();
    }
}
