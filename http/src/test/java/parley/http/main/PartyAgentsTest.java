package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** Agents in the dialect of ChatsParty, with the real engine, journal and lists behind them. */
class PartyAgentsTest extends AgentsHouse {
    @Override
    String settings() {
        return "parley.chatsparty.agents.most = 6";
    }

    @Test
    void an_agent_of_the_first_era_is_made_listed_changed_and_deleted_at_both_mounts() {
        Client ada = Premises.person(server, "Mounted");
        for (String mount : List.of("", "/api")) {
            JsonNode made = ok(ada.post(mount + "/chat/agents", """
                {'name':'Ann','characteristics':'Calm.','gender':'female','connection_id':'chatsparty-default',\
                'voice_config':{'voice_enabled':true,'voice_connection_id':'v-1','selected_voice_id':'alloy',\
                'podcast_settings':{'background_music':true}}}\
                """));
            String id = made.path("agent_id").asText();
            assertThat(made.path("id").asText()).isEqualTo(id);
            assertThat(made.path("connection_id").asText()).isEqualTo("chatsparty-default");
            assertThat(made.at("/chat_style/response_length").asText()).isEqualTo("medium");
            assertThat(made.at("/chatStyle/expertiseLevel").asText()).isEqualTo("expert");
            assertThat(made.at("/voice_config/podcast_settings/background_music")
                            .asBoolean())
                    .isTrue();
            assertThat(made.path("voiceEnabled").asBoolean()).isTrue();
            assertThat(made.at("/aiConfig/provider").asText()).isNotEmpty();

            JsonNode list = ok(ada.get(mount + "/chat/agents"));
            assertThat(list.isArray()).isTrue();
            assertThat(list.findValuesAsText("agent_id")).containsExactly(id);

            JsonNode changed = ok(ada.put(mount + "/chat/agents/" + id, """
                {'name':'Anna','characteristics':'','connection_id':'default','chat_style':{'humor':'witty'}}\
                """));
            assertThat(changed.path("name").asText()).isEqualTo("Anna");
            assertThat(changed.path("characteristics").asText()).isEmpty();
            assertThat(changed.path("gender").asText()).isEqualTo("female");
            assertThat(changed.at("/chat_style/humor").asText()).isEqualTo("witty");
            assertThat(changed.at("/chat_style/friendliness").asText()).isEqualTo("friendly");
            assertThat(changed.at("/voice_config/selected_voice_id").asText()).isEqualTo("alloy");

            Client.Reply deleted = ada.delete(mount + "/chat/agents/" + id);
            assertThat(ok(deleted).path("message").asText()).isEqualTo("Agent " + id + " deleted successfully");
            assertThat(ada.get(mount + "/chat/agents/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void an_agent_of_the_second_era_is_found_by_all_that_may_be_asked_and_no_further_than_there_may_be() {
        Client ada = Premises.person(server, "Found");
        String connection = connection(ada, "gpt-4");
        Client.Reply first = ada.post("/agents", agent("Ann", connection));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().at("/aiConfig/modelName").asText()).isEqualTo("gpt-4");
        assertThat(first.json().at("/aiConfig/provider").asText()).isEqualTo("openai");
        assertThat(first.json().path("connectionId").asText()).isEqualTo(connection);
        String ann = first.json().path("id").asText();
        for (String alias : List.of("default", "system-default-openai", "system-fallback-google"))
            assertThat(ada.post("/api/agents", agent("Otto", alias))
                            .json()
                            .path("connectionId")
                            .asText())
                    .isEqualTo("chatsparty-default");
        JsonNode copy = ada.post("/agents/" + ann + "/duplicate", "{}").json();
        assertThat(copy.path("name").asText()).isEqualTo("Ann (Copy)");
        assertThat(copy.path("connectionId").asText()).isEqualTo(connection);
        assertThat(ada.post("/agents/" + ann + "/duplicate", "{'name':'Twin'}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Twin");

        JsonNode page = ok(ada.get("/agents?page=2&limit=4"));
        assertThat(page.path("agents")).hasSize(2);
        assertThat(page.path("agents").findValuesAsText("name")).endsWith("Ann");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(6);
        assertThat(page.at("/pagination/pages").asInt()).isEqualTo(2);
        assertThat(page.at("/data/agents")).hasSize(2);
        assertThat(names(ada, "?name=ANN")).containsExactly("Ann (Copy)", "Ann");
        assertThat(names(ada, "?connectionId=" + connection)).containsExactly("Twin", "Ann (Copy)", "Ann");
        assertThat(names(ada, "?connectionId=system-default-x")).containsExactly("Otto", "Otto", "Otto");
        assertThat(names(ada, "?voiceEnabled=true")).isEmpty();
        for (String prefix : List.of("/connections/", "/agents/connections/", "/chat/agents/connections/"))
            assertThat(ok(ada.get(prefix + connection + "/agents")).path("data"))
                    .hasSize(3);
        assertThat(ada.get("/agents?limit=many").status()).isEqualTo(400);

        Client.Reply full = ada.post("/agents", agent("Seventh", "default"));
        assertThat(full.status()).isEqualTo(400);
        assertThat(full.json().path("detail").asText()).contains("Maximum number of agents");
        assertThat(ada.post("/agents/" + ann + "/duplicate", "{}").status()).isEqualTo(400);

        JsonNode patched = ok(ada.patch("/agents/" + ann, "{'connectionId':'default','prompt':'Be brief.'}"));
        assertThat(patched.path("prompt").asText()).isEqualTo("Be brief.");
        assertThat(patched.path("characteristics").asText()).isEqualTo("Calm.");
        assertThat(patched.path("connection_id").asText()).isEqualTo("chatsparty-default");
        assertThat(ada.delete("/agents/" + ann).status()).isEqualTo(204);
    }

    @Test
    void what_cannot_be_is_told_with_the_status_that_each_era_reads() {
        Client ada = Premises.person(server, "Wrong");
        String off = connection(ada, "gpt-4");
        ada.put("/connections/" + off, "{'is_active':false}");

        assertThat(ada.post("/chat/agents", "{'connection_id':'default'}").status())
                .isEqualTo(422);
        assertThat(ada.post("/agents", "{'connectionId':'default'}").status()).isEqualTo(400);
        assertThat(ada.post("/agents", "{'name':' '}").status()).isEqualTo(400);
        assertThat(ada.post("/agents", agent("x".repeat(101), "default")).status())
                .isEqualTo(400);
        assertThat(ada.post("/chat/agents", agent("x".repeat(256), "default")).status())
                .isEqualTo(422);
        assertThat(ada.post("/agents", "{'name':'A','characteristics':'" + "x".repeat(8001) + "'}")
                        .status())
                .isEqualTo(400);
        assertThat(ada.post("/agents", "{'name':'A','voiceConfig':{'podcastSettings':['" + "x".repeat(8000) + "']}}")
                        .status())
                .isEqualTo(400);
        Client.Reply nowhere = ada.post("/chat/agents", agent("Ann", "nowhere"));
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.json().path("detail").asText()).isEqualTo("Connection nowhere not found");
        assertThat(ada.post("/agents", agent("Ann", "no where")).status()).isEqualTo(404);
        assertThat(ada.post("/agents", agent("Ann", off)).status()).isEqualTo(400);
        assertThat(ada.get("/agents/no%20such").status()).isEqualTo(404);
        assertThat(ok(ada.get("/chat/agents"))).isEmpty();
    }

    @Test
    void a_foreign_agent_or_connection_is_not_there_and_nobody_comes_in_unsigned() {
        Client ada = Premises.person(server, "Owner");
        Client eve = Premises.person(server, "Eve");
        String connection = connection(ada, "gpt-4");
        String ann =
                ada.post("/agents", agent("Ann", connection)).json().path("id").asText();
        String own =
                eve.post("/agents", agent("Eva", "default")).json().path("id").asText();

        for (String mount : List.of("", "/api"))
            for (String family : List.of("/chat/agents", "/agents")) {
                String at = mount + family + "/";
                assertThat(eve.get(at + ann).status()).isEqualTo(404);
                assertThat(eve.put(at + ann, agent("Stolen", "default")).status())
                        .isEqualTo(404);
                assertThat(eve.patch(at + ann, "{'name':'Stolen'}").status()).isEqualTo(404);
                assertThat(eve.delete(at + ann).status()).isEqualTo(404);
                assertThat(eve.post(at + ann + "/duplicate", "{}").status()).isEqualTo(404);
                assertThat(eve.put(at + own, agent("Eva", connection)).status()).isEqualTo(404);
                assertThat(eve.post(mount + family, agent("Eva", connection)).status())
                        .isEqualTo(404);
                assertThat(eve.get(at + "connections/" + connection + "/agents").status())
                        .isEqualTo(404);
                assertThat(eve.with("").get(mount + family).status()).isEqualTo(401);
                assertThat(eve.with("")
                                .put(at + ann, agent("Stolen", "default"))
                                .status())
                        .isEqualTo(401);
            }
        assertThat(ada.get("/agents/" + ann).json().path("name").asText()).isEqualTo("Ann");
        assertThat(eve.get("/chat/agents").body()).doesNotContain(ann);
    }

    @Test
    void no_key_of_a_provider_is_in_any_answer_and_one_that_is_sent_with_an_agent_is_dropped() {
        Client ada = Premises.person(server, "Keys");
        String connection = connection(ada, "gpt-4");
        String body = "{'name':'Ann','connectionId':'%s','aiConfig':{'provider':'x','modelName':'y','apiKey':'%s',"
                        .formatted(connection, CANARY)
                + "'connectionId':'default'}}";
        Client.Reply made = ada.post("/agents", body);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/aiConfig/modelName").asText()).isEqualTo("gpt-4");
        String id = made.json().path("id").asText();
        String seen = made.body()
                + ada.get("/agents").body()
                + ada.get("/chat/agents").body()
                + ada.get("/agents/" + id).body()
                + ada.put("/agents/" + id, body).body();
        assertThat(seen)
                .doesNotContain(CANARY)
                .doesNotContainIgnoringCase("apiKey")
                .doesNotContain("api_key");
    }

    private static List<String> names(Client client, String query) {
        return ok(client.get("/agents" + query)).path("agents").findValuesAsText("name");
    }
}
