package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;

/** Status, models and their switch as the Companion's page and guide know them (contract §2.1, §6, §7.6, §12). */
class CompanionModelsTest extends House {
    private static final String PAGE = "http://localhost:5173";
    private static final String LLAMA = "ollama/llama3.2:latest";
    private static final String QWEN = "ollama/qwen:4b";

    private final ModelServer ollama;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client guest;

    CompanionModelsTest() throws IOException {
        ollama = new ModelServer();
    }

    @Override
    String settings() {
        return """
            parley {
              models { discover = on, probe-timeout = 5s, look-again = 1h, servers.ollama = "%s", preferred = "ollama/qwen:4b" }
              models.services.groq.api-key = "gsk-canary"
            }
            """.formatted(ollama.root());
    }

    @BeforeAll
    void come() {
        guest = new Client(server.address().getPort(), "");
    }

    @AfterAll
    void stop() {
        ollama.close();
    }

    private static JsonNode ok(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void status_is_online_and_tells_the_shapes_of_both_servers() {
        JsonNode status = ok(guest.with(Premises.person(server, "fay").token()).get("/api/status"));

        assertThat(status.path("status").asText()).isEqualTo("online");
        assertThat(status.path("active_model").asText()).isEqualTo(QWEN);
        assertThat(status.path("active_provider").asText()).isEqualTo(QWEN);
        assertThat(status.at("/configuration/max_tokens").asInt()).isEqualTo(400);
        assertThat(status.at("/configuration/temperature").asDouble()).isEqualTo(1);
        assertThat(status.at("/configuration/fallback_chain").isArray()).isTrue();
        assertThat(status.at("/configuration/auto_switch").isBoolean()).isTrue();
        assertThat(status.path("available_providers").findValuesAsText("name"))
                .contains(LLAMA, QWEN, "groq/llama-3.3-70b-versatile", "scripted/demo");
        assertThat(status.path("timestamp").asText()).isNotBlank();
        assertThat(ollama.asked()).isZero();
    }

    @Test
    void status_is_answered_whoever_asks_and_whatever_the_token() {
        assertThat(ok(guest.with("no-token").get("/api/status")).path("status").asText())
                .isEqualTo("online");
    }

    @Test
    void door_and_health_tell_what_programs_of_both_products_look_for() {
        JsonNode door = ok(guest.get("/"));
        JsonNode health = ok(guest.get("/health"));

        assertThat(door.path("status").asText()).isEqualTo("online");
        assertThat(door.path("service").asText()).isEqualTo("Parley");
        assertThat(door.path("version").asText()).isNotBlank();
        assertThat(health.path("status").asText()).isEqualTo("ok");
        assertThat(health.path("healthy").asBoolean()).isTrue();
        assertThat(health.path("environment").asText()).isEqualTo("development");
        assertThat(health.at("/llm/provider").asText()).isEqualTo(QWEN);
        assertThat(health.at("/llm/connected").asBoolean()).isTrue();
        assertThat(health.at("/llm/type").asText()).isEqualTo("local");
        assertThat(health.at("/tts/engine").asText()).isEqualTo("none");
        assertThat(health.at("/tts/sample_rate").isInt()).isTrue();
    }

    @Test
    void lists_models_with_the_one_that_answers() {
        Client gil = Premises.person(server, "gil");
        JsonNode models = ok(gil.get("/api/models"));
        JsonNode status = ok(gil.get("/api/models/status"));

        assertThat(models.path("success").asBoolean()).isTrue();
        assertThat(models.path("count").asInt()).isEqualTo(models.path("data").size());
        assertThat(models.at("/data/0/name").asText()).isEqualTo(QWEN);
        assertThat(models.at("/data/0/provider").asText()).isEqualTo("ollama");
        assertThat(models.at("/data/0/type").asText()).isEqualTo("local");
        assertThat(models.path("active_model").asText()).isEqualTo(QWEN);
        assertThat(status.path("status").asText()).isEqualTo("online");
        assertThat(status.at("/active_provider/connected").asBoolean()).isTrue();
        assertThat(status.at("/active_provider/details/models").size()).isEqualTo(2);
        assertThat(status.path("providers").findValuesAsText("name")).contains("ollama", "groq", "scripted");
        assertThat(status.at("/configuration/timeout_ms").asLong()).isEqualTo(120_000);
        assertThat(models.toString() + status).doesNotContain("gsk-canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models?new_model=ollama/llama3.2:latest",
                "models?newModel=ollama%2Fllama3.2%3Alatest",
                "chat?model=ollama/llama3.2:latest",
                "chat?new_model=ollama/llama3.2",
                "models {'new_model':'ollama/llama3.2:latest'}",
                "chat {'newModel':'ollama/llama3.2:latest'}",
                "models {'model':'ollama/llama3.2:latest','more':1}"
            })
    void switches_by_the_query_or_a_body_of_json(String asked) {
        Client hal = Premises.person(server, "hal" + Integer.toHexString(asked.hashCode()));
        String[] parts = asked.split("[? ]", 2);
        Client.Reply reply = asked.contains("?")
                ? hal.send(
                        hal.request("/api/" + parts[0] + "/switch?" + parts[1]).POST(BodyPublishers.noBody()))
                : hal.post("/api/" + parts[0] + "/switch", parts[1]);

        JsonNode switched = ok(reply);
        assertThat(switched.path("success").asBoolean()).isTrue();
        assertThat(switched.path("message").asText()).contains(LLAMA);
        assertThat(switched.path("active_model").asText()).isEqualTo(LLAMA);
        assertThat(switched.path("connected").asBoolean()).isTrue();
        assertThat(ok(hal.get("/api/status")).path("active_model").asText()).isEqualTo(LLAMA);
    }

    @Test
    void a_switch_is_for_who_makes_it_and_for_nobody_else() {
        Client ida = Premises.person(server, "ida");
        Client joe = Premises.person(server, "joe");

        ok(ida.post("/api/models/switch", "{'new_model':'scripted/demo'}"));
        ok(guest.post("/api/models/switch", "{'new_model':'" + LLAMA + "'}"));

        assertThat(active(ida)).isEqualTo("scripted/demo");
        assertThat(active(joe)).isEqualTo(QWEN);
        assertThat(active(guest)).isEqualTo(LLAMA);
    }

    private static String active(Client who) {
        return ok(who.get("/api/models")).path("active_model").asText();
    }

    @Test
    void a_service_takes_names_that_it_does_not_list() {
        Client kim = Premises.person(server, "kim");

        assertThat(ok(kim.post("/api/models/switch", "{'new_model':'groq/other-model'}"))
                        .path("active_model")
                        .asText())
                .isEqualTo("groq/other-model");
        assertThat(active(kim)).isEqualTo("groq/other-model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody/x", "ollama/not-here", "gpt", "ollama/", "/x", "scripted/other"})
    void a_model_that_is_not_there_is_refused_with_those_that_are(String model) {
        Client.Reply reply = guest.post("/api/models/switch", "{'new_model':'" + model + "'}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(reply.json().path("error").asText()).contains(model, LLAMA, "scripted/demo");
        assertThat(reply.json().path("detail")).isEqualTo(reply.json().path("error"));
    }

    @Test
    void a_switch_that_cannot_be_read_is_refused() {
        for (String body : new String[] {
            "{}", "", "[]", "{'new_model':''}", "{'new_model':'" + "x".repeat(101) + "'}", "{'new_model':'ollama/a b'}"
        }) {
            Client.Reply reply = guest.post("/api/chat/switch", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.json().path("error").asText()).as(body).isNotBlank();
        }
    }

    @Test
    void its_own_pages_may_call_its_addresses_even_where_they_err_and_nobody_else_is_turned_away() {
        for (String origin : new String[] {PAGE, "http://127.0.0.1:5173", "tauri://localhost"}) {
            assertThat(from(origin, "/api/status").header("Access-Control-Allow-Origin"))
                    .isEqualTo(origin);
            Client.Reply wrong = from(origin, "/api/chat/nothing-there");
            Client.Reply bad = guest.send(guest.request("/api/models/switch")
                    .setHeader("Origin", origin)
                    .POST(BodyPublishers.ofString("{")));
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(wrong.status()).isEqualTo(404);
        }
        Client.Reply stranger = from("https://evil.example.com", "/api/status");
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(from(PAGE, "/api/v1/models").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void its_pages_are_told_before_they_call() {
        Client.Reply reply = guest.send(guest.request("/api/tts/generate")
                .method("OPTIONS", BodyPublishers.noBody())
                .setHeader("Origin", PAGE)
                .setHeader("Access-Control-Request-Method", "POST")
                .setHeader("Access-Control-Request-Headers", "content-type"));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST", "PUT", "DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("Content-Type", "Authorization");
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Permissions-Policy")).contains("microphone=()");
    }

    private Client.Reply from(String origin, String path) {
        return guest.send(guest.request(path).setHeader("Origin", origin).GET());
    }
}
