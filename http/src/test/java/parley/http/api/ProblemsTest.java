package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import parley.engine.kernel.UserId;
import parley.http.edge.AccessTokens;
import parley.http.edge.TokenSecret;

@TestInstance(Lifecycle.PER_CLASS)
class ProblemsTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void tells_malformed_json_where_it_breaks() {
        Client.Reply reply = ada.post("/api/v1/agents", "{'name':'Ann',");

        assertThat(reply.problem()).startsWith("400 malformed: the body is not well-formed JSON (line 1");
        assertThat(reply.json().path("type").asText()).isEqualTo("about:blank");
        assertThat(reply.json().path("title").asText()).isEqualTo("Bad Request");
    }

    @Test
    void names_an_unknown_field() {
        Client.Reply reply = ada.post("/api/v1/agents", "{'name':'Ann','persona':'kind','colour':'red'}");

        assertThat(reply.problem())
                .isEqualTo("422 invalid: unknown field colour; known are connection, fallbacks, model, name, persona,"
                        + " tools, voice");
    }

    @Test
    void names_a_missing_field() {
        assertThat(ada.post("/api/v1/agents", "{'persona':'kind'}").problem())
                .isEqualTo("422 invalid: name is required");
        assertThat(ada.post("/api/v1/conversations", "{'agents':[null]}").problem())
                .isEqualTo("422 invalid: agents[0] is required");
    }

    @Test
    void names_a_field_of_the_wrong_type() {
        assertThat(ada.post("/api/v1/agents", "{'name':7,'persona':'kind'}").problem())
                .startsWith("400 malformed: name has the wrong type");
        assertThat(ada.post("/api/v1/conversations", "{'agents':'all'}").problem())
                .startsWith("400 malformed: agents has the wrong type");
        assertThat(ada.post("/api/v1/conversations", "{'agents':['a'],'turns':1.5}")
                        .problem())
                .startsWith("400 malformed: turns has the wrong type");
    }

    @Test
    void refuses_a_body_that_is_no_object() {
        assertThat(ada.post("/api/v1/agents", "").status()).isEqualTo(400);
        assertThat(ada.post("/api/v1/agents", "null").status()).isEqualTo(400);
        assertThat(ada.post("/api/v1/agents", "[]").status()).isEqualTo(400);
        assertThat(ada.post("/api/v1/agents", "{'name':'Ann','persona':'x'} {}").status())
                .isEqualTo(400);
        assertThat(ada.post("/api/v1/agents", "[".repeat(500)).problem()).startsWith("400 malformed");
    }

    @Test
    void refuses_a_text_that_no_database_can_hold() {
        assertThat(ada.post("/api/v1/agents", "{'name':'a\\u0000b','persona':'x'}")
                        .problem())
                .isEqualTo("422 invalid: a text must not hold the character U+0000");
        assertThat(ada.post("/api/v1/agents", "{'name':'a\\ud800b','persona':'x'}")
                        .problem())
                .startsWith("422 invalid: a text must be well-formed Unicode");
    }

    @Test
    void refuses_a_body_that_is_too_large() {
        Client.Reply reply = ada.post("/api/v1/agents", "{'name':'Ann','persona':'" + "x".repeat(1 << 20) + "'}");

        assertThat(reply.problem()).isEqualTo("413 too_large: a body may have at most 1048576 bytes");
    }

    @Test
    void refuses_a_body_that_is_too_large_and_does_not_say_so_beforehand() {
        byte[] large = new byte[(1 << 20) + 1];
        Client.Reply reply = ada.send(
                ada.request("/api/v1/agents").POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))));

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void refuses_a_body_that_is_not_json() {
        Client.Reply reply = ada.send(ada.request("/api/v1/agents")
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(reply.problem()).startsWith("415 unsupported_media_type");
    }

    @Test
    void knows_no_unknown_address() {
        assertThat(ada.get("/api/v1/nothing").problem()).isEqualTo("404 not_found: there is nothing at this address");
        assertThat(ada.get("/api/v1/agents/a/b").status()).isEqualTo(404);
    }

    @Test
    void tells_which_methods_an_address_knows() {
        Client.Reply reply = ada.delete("/api/v1/agents");

        assertThat(reply.problem()).startsWith("405 method_not_allowed");
        assertThat(reply.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void keeps_a_fault_of_its_own_to_itself() {
        AccessTokens tokens = new AccessTokens(TokenSecret.configured(House.SECRET), House.LIFETIME, Clock.systemUTC());
        Client broken = ada.with(
                tokens.issue(new UserId("broken"), "broken@example.com").token().reveal());

        Client.Reply reply = broken.get("/api/v1/auth/me");

        assertThat(reply.problem()).isEqualTo("500 internal: something broke here; it is noted");
        assertThat(reply.body()).doesNotContain("secret inside");
    }

    @Test
    void wraps_every_answer_in_headers_that_keep_browsers_out_of_trouble() {
        Client.Reply reply = ada.send(ada.request("/api/v1/nothing").setHeader("X-Request-Id", "mine-1"));

        assertThat(reply.header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(ada.get("/health").header("X-Request-Id")).isNotBlank();
    }

    @Test
    void shares_with_the_configured_origin_and_with_no_other() {
        Client.Reply ours = ada.send(ada.request("/api/v1/nothing").setHeader("Origin", "https://app.example.com"));
        Client.Reply other = ada.send(ada.request("/api/v1/nothing").setHeader("Origin", "https://evil.example.com"));
        Client.Reply asked = ada.send(ada.request("/api/v1/agents")
                .method("OPTIONS", BodyPublishers.noBody())
                .setHeader("Origin", "https://app.example.com")
                .setHeader("Access-Control-Request-Method", "POST"));

        assertThat(ours.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("Authorization");
    }
}
