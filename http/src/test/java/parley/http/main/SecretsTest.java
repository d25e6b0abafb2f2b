package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import parley.http.api.Client;

/** What ChatsParty's servers told, logged or believed: nobody is told it here, and nobody is believed. */
class SecretsTest {
    private static final String KEY = "sk-canary-0123456789";
    private static final String CODE = "canary-code-of-a-thief";
    private static final List<String> MOUNTS = List.of("", "/api");
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final Logger PARLEY = (Logger) LoggerFactory.getLogger("parley");

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static SignInProvider provider;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static Talker ada;

    @BeforeAll
    static void open() throws IOException {
        LOG.start();
        PARLEY.addAppender(LOG);
        PARLEY.setLevel(Level.DEBUG);
        provider = new SignInProvider();
        server = Server.start(ConfigFactory.parseString(provider.settings() + """
            parley.http.sign-in { burst = 10000, per-minute = 10000 }
            """)
                .withFallback(new Premises(directory, "secrets").config()));
        ada = Talker.of(server, "ada");
    }

    @AfterAll
    static void close() {
        PARLEY.setLevel(null);
        PARLEY.detachAppender(LOG);
        if (server != null) server.close();
        if (provider != null) provider.close();
    }

    private static String connection(Talker of, String name) {
        Client.Reply made = of.client().post("/connections", """
            {'name':'%s','provider':'openai','model_name':'gpt-4','api_key':'%s'}\
            """.formatted(name, KEY));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(KEY);
        return made.json().path("id").asText();
    }

    private static void assertStatus(int status, Client.Reply... replies) {
        for (Client.Reply it : replies) assertThat(it.status()).as(it.body()).isEqualTo(status);
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
        assertThat(logged()).doesNotContain(CODE, CODE.substring(0, 8), state, SignInProvider.TOKEN);
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

    private static String logged() {
        return String.join(
                "\n",
                List.copyOf(LOG.list).stream()
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }
}
