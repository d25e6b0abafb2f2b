package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class FrontDoorTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void is_up_while_its_database_answers() {
        JsonNode health = house.client().get("/health").json();

        assertThat(health.path("status").asText()).isEqualTo("ok");
        assertThat(health.path("version").asText()).isEqualTo("1.2.3");
        assertThat(health.path("uptimeSeconds").isIntegralNumber()).isTrue();
        assertThat(house.client().get("/api/health").status()).isEqualTo(200);
    }

    @Test
    void is_down_while_its_database_is_silent() {
        try (House ill = new House(Duration.ofSeconds(15))) {
            ill.databaseAnswers.set(false);

            Client.Reply reply = ill.client().get("/health");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("status").asText()).isEqualTo("down");
        }
    }

    @Test
    void points_programs_to_what_is_here() {
        JsonNode pointers = house.client().get("/").json();

        assertThat(pointers.path("name").asText()).isEqualTo("Parley");
        assertThat(pointers.path("health").asText()).isEqualTo("/health");
    }

    @Test
    void shows_people_the_page_and_lets_it_load_nothing_from_elsewhere() {
        Client.Reply page = house.client().send(house.client().request("/").setHeader("Accept", "text/html,*/*;q=0.8"));

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self';");
        assertThat(page.body()).doesNotContain("<style", "onclick=");
    }

    @Test
    void sends_a_file_of_the_page_again_only_where_it_has_changed() {
        Client.Reply first = house.client().get("/assets/app.js");
        Client.Reply again = house.client()
                .send(house.client().request("/assets/app.js").setHeader("If-None-Match", first.header("ETag")));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("text/javascript; charset=UTF-8");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void serves_nothing_that_is_not_a_file_of_the_page() {
        assertThat(house.client().get("/assets/../index.html").status()).isEqualTo(404);
        assertThat(house.client().get("/assets/%2e%2e/%2e%2e/logback.xml").status())
                .isEqualTo(404);
        assertThat(house.client().get("/assets/nothing.js").status()).isEqualTo(404);
        assertThat(house.client().get("/assets/").status()).isEqualTo(404);
    }

    @Test
    void lists_models_voices_and_credits() {
        JsonNode model = ada.get("/api/v1/models").json().at("/items/0");
        assertThat(model.path("model").asText()).isEqualTo("scripted/demo");
        assertThat(model.path("demo").asBoolean()).isTrue();
        assertThat(model.path("preferred").asBoolean()).isTrue();

        JsonNode voice = ada.get("/api/v1/voices").json().at("/items/1");
        assertThat(voice.path("voice").asText()).isEqualTo("test/two");
        assertThat(voice.path("language").asText()).isEqualTo("en-US");

        JsonNode credits = ada.get("/api/v1/credits").json();
        assertThat(credits.path("available").asLong()).isEqualTo(70);
        assertThat(credits.path("held").asLong()).isEqualTo(20);
        assertThat(credits.path("spent").asLong()).isEqualTo(10);
    }
}
