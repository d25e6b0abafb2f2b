package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Connections as the clients of ChatsParty know them, over HTTP. */
class PartyConnectionsTest {
    private static final String CANARY = "sk-canary-0123456789";
    private static final String MADE = "{'name':'Home','description':'','provider':'openai','model_name':'gpt-4',"
            + "'api_key':'" + CANARY + "','base_url':''}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // begun before each
    private Server server;

    @BeforeEach
    void open() throws IOException {
        server = Server.start(config(""));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Config config(String more) throws IOException {
        return ConfigFactory.parseString(more).withFallback(new Premises(directory, "house").config());
    }

    private Client ada() {
        return Premises.person(server);
    }

    private Client bob() {
        return Premises.person(server, "Bob");
    }

    private static String made(Client by) {
        Client.Reply made = by.post("/connections", MADE);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    @Test
    void a_key_goes_in_in_either_spelling_and_never_comes_out() {
        Client ada = ada();
        String id = made(ada);
        String other = ada.post(
                        "/api/connections", MADE.replace("api_key", "apiKey").replace("Home", "Work"))
                .json()
                .path("id")
                .asText();
        StringBuilder seen = new StringBuilder();
        for (String mount : new String[] {"", "/api"}) {
            seen.append(ada.get(mount + "/connections").body());
            seen.append(ada.get(mount + "/connections/active").body());
            seen.append(ada.get(mount + "/connections/" + id).body());
            seen.append(
                    ada.put(mount + "/connections/" + id, "{'description':'x'}").body());
            seen.append(ada.get(mount + "/connections/default/openai").body());
            seen.append(ada.get(mount + "/default-connection/config").body());
            assertThat(ada.get(mount + "/connections/" + id)
                            .json()
                            .path("api_key")
                            .isNull())
                    .isTrue();
        }
        assertThat(seen)
                .contains(id, other, "\"api_key\":null", "\"apiKey\":null")
                .doesNotContain(CANARY, "sk-");
        for (String each : new String[] {id, other})
            assertThat(ada.get("/api/v1/connections/" + each)
                            .json()
                            .path("hasKey")
                            .asBoolean())
                    .isTrue();
    }

    @Test
    void a_form_that_says_nothing_of_the_key_leaves_it() {
        Client ada = ada();
        String id = made(ada);
        for (String key : List.of("''", "null", "'sk-***'", "'••••'")) leavesTheKey(ada, id, key);
    }

    private static void leavesTheKey(Client ada, String id, String key) {
        Client.Reply changed = ada.put(
                "/connections/" + id,
                "{'name':'','description':'Mine','provider':'openai','model_name':'','base_url':'','is_active':true,"
                        + "'api_key':" + key + "}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("description").asText()).isEqualTo("Mine");
        assertThat(changed.json().path("name").asText()).isEqualTo("Home");
        assertThat(changed.json().path("model_name").asText()).isEqualTo("gpt-4");
        assertThat(ada.get("/api/v1/connections/" + id).json().path("hasKey").asBoolean())
                .isTrue();
    }

    @Test
    void nobody_reaches_somebody_elses_connection() {
        String id = made(ada());
        Client bob = bob();
        for (String mount : new String[] {"", "/api"}) {
            String one = mount + "/connections/" + id;
            assertThat(bob.get(one).problem()).isEqualTo("404 not_found: Connection not found");
            assertThat(bob.put(one, "{'name':'Mine'}").status()).isEqualTo(404);
            assertThat(bob.patch(one, "{'name':'Mine'}").status()).isEqualTo(404);
            assertThat(bob.delete(one).status()).isEqualTo(404);
            assertThat(bob.post(mount + "/connections/default", "{'connectionId':'" + id + "'}")
                            .status())
                    .isEqualTo(404);
            assertThat(bob.get(mount + "/connections/default/openai").status()).isEqualTo(404);
            Client.Reply tried = bob.post(one + "/test", "");
            assertThat(tried.status()).isEqualTo(200);
            assertThat(tried.json().path("success").asBoolean(true)).isFalse();
            assertThat(tried.json().path("message").asText()).isEqualTo("Connection not found");
            assertThat(bob.get(mount + "/connections").body()).doesNotContain(id);
            assertThat(bob.with("").get(mount + "/connections").status()).isEqualTo(401);
            assertThat(bob.with("").get(mount + "/default-connection").status()).isEqualTo(401);
        }
        assertThat(bob.get("/connections/not%20an%20id").status()).isEqualTo(404);
    }

    @Test
    void the_platforms_connection_is_in_the_list_at_the_root_and_by_itself_below_api() {
        Client ada = ada();
        made(ada);
        JsonNode root = ada.get("/connections").json();
        assertThat(root.isArray()).isTrue();
        assertThat(root.findValuesAsText("id")).hasSize(2).first().isEqualTo("chatsparty-default");
        assertThat(root.get(0).path("is_default").asBoolean()).isTrue();
        assertThat(root.get(1).path("is_default").asBoolean(true)).isFalse();
        assertThat(root.get(1).path("isDefault").asBoolean()).isTrue();
        assertThat(ada.get("/default-connection").body()).isEqualTo("{\"enabled\":false,\"connection\":null}");

        JsonNode api = ada.get("/api/connections").json();
        assertThat(api.path("success").asBoolean()).isTrue();
        assertThat(api.path("data").findValuesAsText("name")).containsExactly("Home");
        JsonNode platform = ada.get("/api/system-default-connection").json();
        assertThat(platform.path("enabled").asBoolean()).isTrue();
        assertThat(platform.path("connection").path("id").asText()).isEqualTo("chatsparty-default");
        assertThat(platform.path("connection").path("modelName").asText()).isEqualTo("demo");
        for (String name : new String[] {"default", "chatsparty-default", "system-default-openai"}) {
            assertThat(ada.get("/connections/" + name).json().path("id").asText())
                    .isEqualTo("chatsparty-default");
            assertThat(ada.delete("/connections/" + name).status()).isEqualTo(403);
            assertThat(ada.post("/connections/" + name + "/test", "")
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void there_is_no_platform_connection_where_the_operator_offers_none_and_none_of_his_secrets_anywhere()
            throws IOException {
        server.close();
        server = Server.start(config("parley.chatsparty.default-connection { enabled = False, provider = vertex_ai }"));
        Client ada = ada();
        assertThat(ada.get("/connections").body()).isEqualTo("[]");
        assertThat(ada.get("/api/default-connection").body()).isEqualTo("{\"enabled\":false,\"connection\":null}");
        assertThat(ada.get("/connections/default").status()).isEqualTo(404);
        assertThat(ada.post("/default-connection/test", "")
                        .json()
                        .path("success")
                        .asBoolean(true))
                .isFalse();
        assertThat(ada.get("/api/default-connection/config").body()).doesNotContain("vertex_ai");
        assertThat(ada.get("/chat/providers").json().path("providers").has("chatsparty"))
                .isFalse();
    }

    @Test
    void a_name_can_be_given_once_and_a_list_can_be_asked_for_in_pieces() {
        Client ada = ada();
        String id = made(ada);
        assertThat(ada.post("/connections", MADE).problem())
                .isEqualTo("400 conflict: A connection with this name already exists");
        assertThat(ada.post("/connections", "{'name':'x','provider':''}").status())
                .isEqualTo(422);
        ada.post("/connections", "{'name':'Work','provider':'groq','isActive':false}");
        assertThat(ada.get("/connections/active").json().findValuesAsText("name"))
                .contains("Home")
                .doesNotContain("Work");
        assertThat(ada.get("/api/connections?limit=1&offset=1")
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .hasSize(1)
                .doesNotContain(id);
        assertThat(ada.get("/api/connections?provider=openai")
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .containsExactly(id);
        assertThat(ada.get("/api/connections?limit=x").status()).isEqualTo(422);
    }
}
