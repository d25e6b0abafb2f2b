package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;

/** What ChatsParty's servers told, logged or believed: nobody is told it here, and nobody is believed. */
class SecretsTest extends WatchedHouse {
    private static final String CODE = "canary-code-of-a-thief";

    private final SignInProvider provider = new SignInProvider();

    SecretsTest() throws IOException {}

    @Override
    String settings() {
        return super.settings() + provider.settings();
    }

    @AfterAll
    void closeProvider() {
        provider.close();
    }

    @Test
    void no_answer_about_connections_holds_a_key() {
        String id = connection(ada, "Keys");
        for (String mount : MOUNTS)
            for (Client.Reply told : List.of(
                    ada.client().get(mount + "/connections"),
                    ada.client().get(mount + "/connections/active"),
                    ada.client().get(mount + "/connections/" + id),
                    ada.client().put(mount + "/connections/" + id, "{'description':'Mine'}"),
                    ada.client().post(mount + "/connections/default", "{'connectionId':'" + id + "'}"),
                    ada.client().get(mount + "/connections/default/openai"))) {
                assertStatus(200, told);
                assertThat(told.body()).doesNotContain(KEY);
                told.json()
                        .findValues("api_key")
                        .forEach(it -> assertThat(it.isNull()).isTrue());
            }
    }

    @Test
    void no_answer_about_agents_holds_a_key() {
        String agent = """
            {'name':'Kay','characteristics':'Keeps keys','connection_id':'%s',
             'aiConfig':{'provider':'openai','modelName':'gpt-4','apiKey':'%s'}}\
            """.formatted(connection(ada, "Agents"), KEY);
        Client.Reply made = ada.client().post("/chat/agents", agent);
        assertThat(made.status()).as(made.body()).isBetween(200, 201);
        String id = made.json().path("agent_id").asText();
        for (String mount : MOUNTS)
            for (String list : List.of("/chat/agents", "/agents", "/agents/" + id)) {
                Client.Reply told = ada.client().get(mount + list);
                assertStatus(200, told);
                assertThat(told.body()).contains(id).doesNotContain(KEY, "apiKey", "api_key");
            }
    }

    @Test
    void the_connection_of_the_platform_shows_nobody_how_it_is_reached() {
        for (String mount : MOUNTS)
            for (String name : List.of("/default-connection", "/system-default-connection"))
                for (String more : List.of("", "/config")) {
                    assertStatus(401, ada.client().with("").get(mount + name + more));
                    JsonNode told = ada.client().get(mount + name + more).json();
                    for (String secret : List.of("api_key", "apiKey", "base_url", "baseUrl", "projectId"))
                        told.findValues(secret)
                                .forEach(it -> assertThat(it.isNull()).isTrue());
                }
    }

    @Test
    void nobody_is_shown_what_a_password_became() {
        for (String mount : MOUNTS)
            for (String me : List.of("/users/me", "/auth/me", "/auth/profile")) {
                String told = ada.client().get(mount + me).body();
                assertThat(told).doesNotContainIgnoringCase("password").doesNotContain("$argon", "$2b$", "hash");
            }
    }

    @Test
    void nobody_comes_in_with_a_state_of_their_own_or_a_token_for_another_page_and_neither_is_logged() {
        Client stranger = ada.client().with("");
        String state = "0f8fad5b-d9cb-469f-a165-70867728950e";
        provider.audience = "somebody-elses-client";
        for (String mount : MOUNTS) {
            assertStatus(400, stranger.post(mount + "/auth/oauth/callback/google", """
                {'code':'%s','state':'%s'}\
                """.formatted(CODE, state)));
            assertStatus(400, stranger.post(mount + "/auth/oauth/callback/github", "{'code':'" + CODE + "'}"));
            Client.Reply other = stranger.post(mount + "/auth/google", "{'token':'" + SignInProvider.TOKEN + "'}");
            assertThat(other.status()).as(other.body()).isIn(400, 401);
        }
        assertThat(log.text()).doesNotContain(CODE, CODE.substring(0, 8), state, SignInProvider.TOKEN);
    }

    @Test
    void a_secret_that_was_published_signs_nothing() {
        String id = ada.client().get("/auth/me").json().path("id").asText();
        long end = Instant.now().getEpochSecond() + 3600;
        String python = "{'sub':'%s','type':'access','exp':%d}".formatted(id, end);
        String node = "{'userId':'%s','email':'ada@example.com','exp':%d}".formatted(id, end);
        for (String secret : List.of(
                "your-secret-key-change-this-in-production-make-it-32-chars-long",
                "your-secret-key-change-this",
                "secret",
                "x"))
            for (String claims : List.of(python, node))
                assertStatus(
                        401, ada.client().with(Forgery.token(secret, claims)).get("/auth/me"));
    }
}
