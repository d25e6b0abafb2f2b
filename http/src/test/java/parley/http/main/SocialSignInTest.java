package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import parley.http.api.Client;

/** Signing in by providers, over real redirects. */
@SuppressWarnings("NullAway.Init") // set before the first test
class SocialSignInTest {
    @TempDir
    static Path directory;

    private static SignInProvider provider;
    private static Server server;
    private static Client stranger;

    @BeforeAll
    static void open() throws IOException {
        provider = new SignInProvider();
        server = Server.start(config("social", provider.settings()));
        stranger = new Client(server.address().getPort(), "");
    }

    @AfterAll
    static void close() {
        server.close();
        provider.close();
    }

    private static Config config(String name, String more) throws IOException {
        return ConfigFactory.parseString(more).withFallback(new Premises(directory, name).config());
    }

    @BeforeEach
    void somebody() {
        provider.google = SignInProvider.person("107", "ada@example.org", "true");
        provider.audience = SignInProvider.CLIENT;
        provider.status = 200;
        provider.refusals.clear();
    }

    /** What comes back with somebody who was sent to the provider. */
    private static Map<String, String> back(String page) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> sent = browser.send(
                    HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(sent.statusCode()).isEqualTo(302);
            URI location = URI.create(sent.headers().firstValue("Location").orElseThrow());
            assertThat(location.getHost()).isEqualTo("frontend.example");
            return SignInProvider.fields(location.getRawQuery());
        }
    }

    private static String told(Map<String, String> back, String what) {
        return Objects.requireNonNull(back.get(what));
    }

    private static Map<String, String> sent(String name) throws Exception {
        Client.Reply start = stranger.post("/auth/oauth/init", "{'provider':'" + name + "'}");
        assertThat(start.status()).as(start.body()).isEqualTo(200);
        Map<String, String> back = back(start.json().path("auth_url").asText());
        assertThat(told(back, "state")).isEqualTo(start.json().path("state").asText());
        return back;
    }

    private static Client.Reply come(String name, Map<String, String> back) {
        return stranger.post("/auth/oauth/callback/" + name, body(told(back, "code"), told(back, "state")));
    }

    private static String body(String code, String state) {
        return "{'code':'" + code + "','state':'" + state + "'}";
    }

    private static Client.Reply me(Client.Reply session) {
        return stranger.with(session.json().path("access_token").asText()).get("/auth/me");
    }

    @Test
    void who_comes_back_from_google_is_signed_in() throws Exception {
        Client.Reply session = come("google", sent("google"));
        assertThat(session.status()).as(session.body()).isEqualTo(200);
        assertThat(session.json().path("token_type").asText()).isEqualTo("bearer");
        Client.Reply me = me(session);
        assertThat(me.json().path("email").asText()).isEqualTo("ada@example.org");
        assertThat(me.json().path("first_name").asText()).isEqualTo("Ada");
        assertThat(me.json().path("is_verified").asBoolean()).isTrue();
        Client.Reply again = come("google", sent("google"));
        assertThat(again.json().path("id")).isEqualTo(session.json().path("id"));
    }

    @Test
    void github_and_google_of_one_verified_e_mail_are_one_account() throws Exception {
        Client.Reply google = come("google", sent("google"));
        Client.Reply github = come("github", sent("github"));
        assertThat(github.status()).as(github.body()).isEqualTo(200);
        assertThat(github.json().path("id")).isEqualTo(google.json().path("id"));
    }

    @Test
    void a_state_is_good_once() throws Exception {
        Map<String, String> first = sent("google");
        assertThat(come("google", first).status()).isEqualTo(200);
        Map<String, String> second = sent("google");
        Client.Reply replayed =
                stranger.post("/auth/oauth/callback/google", body(told(second, "code"), told(first, "state")));
        assertThat(replayed.problem()).startsWith("400 oauth_failed: OAuth callback failed: this state is not good");
    }

    @Test
    void a_state_is_good_for_its_provider_only_and_cannot_be_made_up() throws Exception {
        Map<String, String> back = sent("google");
        String state = told(back, "state");
        assertThat(come("github", back).problem()).contains("this state is not good");
        String changed = state.substring(0, state.length() - 2) + (state.endsWith("AA") ? "BB" : "AA");
        List<String> wrong = List.of("x", "a.b.c.d.e", changed, "0f8fad5b-d9cb-469f-a165-70867728950e");
        for (String it : wrong)
            assertThat(stranger.post("/auth/oauth/callback/google", body(told(back, "code"), it))
                            .status())
                    .as(it)
                    .isEqualTo(400);
        assertThat(stranger.post("/auth/google/callback", "{'code':'x'}").status())
                .isEqualTo(400);
        assertThat(come("google", back).status()).isEqualTo(200);
    }

    @Test
    void a_code_that_was_asked_for_with_another_state_is_refused_by_its_verifier() throws Exception {
        Map<String, String> victim = sent("google");
        Map<String, String> attacker = sent("google");
        Client.Reply mixed =
                stranger.post("/auth/oauth/callback/google", body(told(attacker, "code"), told(victim, "state")));
        assertThat(mixed.problem()).contains("400", "the provider does not take this code");
        assertThat(provider.refusals).containsExactly("verifier");
    }

    @Test
    void an_e_mail_that_the_provider_has_not_verified_opens_no_account_and_makes_none() throws Exception {
        String bob = "{'email':'bob@example.org','password':'correct horse'}";
        assertThat(stranger.post("/auth/register", bob).status()).isEqualTo(201);
        provider.google = SignInProvider.person("108", "bob@example.org", "false");
        assertThat(come("google", sent("google")).status()).isEqualTo(403);
        provider.google = SignInProvider.person("109", "nobody@example.org", "\"false\"");
        assertThat(come("google", sent("google")).status()).isEqualTo(403);
        assertThat(stranger.post("/auth/login", bob).status()).isEqualTo(200);
    }

    @Test
    void who_registered_with_the_e_mail_of_another_is_put_out_when_its_owner_comes() throws Exception {
        String squatter = "{'email':'cat@example.org','password':'correct horse'}";
        Client.Reply before = stranger.post("/auth/register", squatter);
        assertThat(me(before).status()).isEqualTo(200);
        provider.google = SignInProvider.person("110", "cat@example.org", "true");
        Client.Reply owner = come("google", sent("google"));
        assertThat(owner.json().path("id")).isEqualTo(before.json().path("id"));
        assertThat(stranger.post("/auth/login", squatter).status()).isEqualTo(401);
        assertThat(me(before).status()).isEqualTo(401);
        String token = before.json().path("refresh_token").asText();
        assertThat(stranger.post("/auth/refresh", "{'refresh_token':'" + token + "'}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_google_token_counts_only_if_it_was_given_to_our_client() {
        String body = "{'token':'" + SignInProvider.TOKEN + "'}";
        Client.Reply good = stranger.post("/auth/google", body);
        assertThat(good.status()).as(good.body()).isEqualTo(200);
        assertThat(stranger.post("/api/auth/google", body).status()).isEqualTo(200);
        provider.audience = "somebody-elses-client";
        assertThat(stranger.post("/auth/google", body).problem())
                .isEqualTo("401 unauthenticated: Google authentication failed");
        provider.audience = SignInProvider.CLIENT;
        provider.google = SignInProvider.person("999", "ada@example.org", "true");
        assertThat(stranger.post("/auth/google", body).status()).isEqualTo(401);
        assertThat(stranger.post("/auth/google", "{'token':'guess'}").status()).isEqualTo(401);
        assertThat(stranger.post("/auth/google", "{}").status()).isEqualTo(400);
    }

    @Test
    void a_browser_is_sent_to_the_provider() throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> sent =
                    browser.send(stranger.request("/auth/google").GET().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(sent.statusCode()).isEqualTo(302);
            Map<String, String> back =
                    back(sent.headers().firstValue("Location").orElseThrow());
            assertThat(stranger.post("/auth/google/callback", body(told(back, "code"), told(back, "state")))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_provider_that_is_out_of_order_is_nobodys_fault_here() throws Exception {
        provider.status = 500;
        assertThat(come("google", sent("google")).status()).isEqualTo(502);
        provider.status = 200;
        provider.google = "x".repeat(300_000);
        assertThat(come("google", sent("google")).status()).isEqualTo(502);
        provider.google = "{}";
        assertThat(come("google", sent("google")).status()).isEqualTo(502);
    }

    @Test
    void no_code_token_secret_or_state_is_logged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        try {
            Map<String, String> back = sent("google");
            come("google", back);
            come("google", back);
            provider.status = 500;
            Map<String, String> failing = sent("google");
            come("google", failing);
            assertThat(log.list)
                    .isNotEmpty()
                    .noneSatisfy(it -> assertThat(it.getFormattedMessage())
                            .containsAnyOf("canary", told(back, "state"), told(failing, "state")));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
    }

    @Test
    void what_nobody_has_configured_is_told() throws Exception {
        assertThat(stranger.get("/auth/config").body())
                .contains("\"google_enabled\":true", "\"github_enabled\":true", "\"social_auth_only\":false");
        assertThat(stranger.post("/auth/oauth/init", "{'provider':'yahoo'}").problem())
                .isEqualTo("400 unsupported_provider: Unsupported OAuth provider");
        try (Server plain = Server.start(config("plain", ""))) {
            Client at = new Client(plain.address().getPort(), "");
            assertThat(at.post("/auth/oauth/init", "{'provider':'google'}").problem())
                    .isEqualTo("501 not_configured: Google OAuth not configured");
            assertThat(at.post("/auth/google", "{'token':'x'}").status()).isEqualTo(501);
            assertThat(at.get("/auth/config").body()).contains("\"google_enabled\":false");
        }
    }

    @Test
    void where_only_providers_let_people_in_no_password_does() throws Exception {
        try (Server only = Server.start(config("only", provider.settings() + "parley.http.social.only = on"))) {
            Client at = new Client(only.address().getPort(), "");
            String who = "{'email':'eve@example.org','password':'correct horse','name':'Eve'}";
            for (String path : List.of(
                    "/auth/register",
                    "/auth/login",
                    "/users/register",
                    "/api/users/login",
                    "/api/auth/login",
                    "/api/v1/auth/register",
                    "/api/v1/auth/login"))
                assertThat(at.post(path, who).status()).as(path).isEqualTo(501);
            assertThat(at.post("/auth/login", who).json().path("detail").asText())
                    .isEqualTo("Traditional registration is disabled. Please use social authentication.");
            assertThat(at.post("/auth/google", "{'token':'" + SignInProvider.TOKEN + "'}")
                            .status())
                    .isEqualTo(200);
        }
    }
}
