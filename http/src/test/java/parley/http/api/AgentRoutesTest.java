package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class AgentRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");
    private final Client bob = house.person("bob");

    @AfterAll
    void close() {
        house.close();
    }

    private String made(Client by, String name) {
        return by.post("/api/v1/agents", "{'name':'" + name + "','persona':'calm'}")
                .json()
                .path("id")
                .asText();
    }

    @Test
    void makes_an_agent_and_says_where_it_is() {
        Client.Reply made = ada.post(
                "/api/v1/agents",
                "{'name':'Ann','persona':{'kind':'plain','prompt':'calm'},'model':'scripted/demo','voice':'test/two'}");

        assertThat(made.status()).isEqualTo(201);
        Client.Reply shown = ada.get(made.header("Location"));
        assertThat(shown.json()).isEqualTo(made.json());
        assertThat(shown.json().at("/persona/kind").asText()).isEqualTo("plain");
        assertThat(shown.json().at("/persona/prompt").asText()).isEqualTo("calm");
        assertThat(shown.json().path("model").asText()).isEqualTo("scripted/demo");
        assertThat(shown.json().path("voice").asText()).isEqualTo("test/two");
    }

    @Test
    void gives_an_agent_a_model_and_a_voice_where_none_is_asked_for() {
        Client.Reply made = ada.post("/api/v1/agents", "{'name':'Ann','persona':'calm'}");

        assertThat(made.json().path("model").asText()).isEqualTo("default/default");
        assertThat(made.json().path("voice").asText()).startsWith("test/");
    }

    @Test
    void lets_a_voice_have_a_manner() {
        String agent = "{'name':'Ann','persona':'x','voice':'test/one?speed=1.20&pitch=-2&language=de'}";

        assertThat(ada.post("/api/v1/agents", agent).json().path("voice").asText())
                .isEqualTo("test/one?speed=1.2&pitch=-2&language=de");
        assertThat(ada.post("/api/v1/agents", agent.replace("1.20", "9")).problem())
                .isEqualTo("422 invalid: a voice's speed is 0.5 to 2");
        assertThat(ada.post("/api/v1/agents", agent.replace("test/one", "no/voice"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void tells_what_is_on_offer_instead_of_an_unknown_model_or_voice() {
        assertThat(ada.post("/api/v1/agents", "{'name':'Ann','persona':'x','model':'no/model'}")
                        .problem())
                .isEqualTo("422 invalid: the model no/model is not on offer; these are: scripted/demo");
        assertThat(ada.post("/api/v1/agents", "{'name':'Ann','persona':'x','voice':'no/voice'}")
                        .problem())
                .isEqualTo("422 invalid: the voice no/voice is not on offer; these are: test/one, test/two");
        assertThat(ada.post("/api/v1/agents", "{'name':'Ann','persona':{'kind':'card','prompt':'x'}}")
                        .problem())
                .isEqualTo("422 invalid: persona.kind must be plain");
        assertThat(ada.post("/api/v1/agents", "{'name':'" + "n".repeat(256) + "','persona':'x'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void lists_newest_first_unless_told_otherwise() {
        Client carol = house.person("carol");
        String first = made(carol, "One");
        String second = made(carol, "Two");

        Client.Reply newest = carol.get("/api/v1/agents?limit=1");
        Client.Reply oldest = carol.get("/api/v1/agents?limit=1&sort=createdAt");

        assertThat(newest.json().at("/items/0/id").asText()).isEqualTo(second);
        assertThat(newest.json().path("total").asInt()).isEqualTo(2);
        assertThat(oldest.json().at("/items/0/id").asText()).isEqualTo(first);
        assertThat(carol.get("/api/v1/agents?limit=1&page=2")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void refuses_a_page_that_makes_no_sense() {
        assertThat(ada.get("/api/v1/agents?page=0").status()).isEqualTo(422);
        assertThat(ada.get("/api/v1/agents?limit=many").problem())
                .isEqualTo("422 invalid: limit must be a whole number");
        assertThat(ada.get("/api/v1/agents?sort=name").status()).isEqualTo(422);
    }

    @Test
    void recasts_and_retires() {
        String agent = made(ada, "Ann");

        Client.Reply recast = ada.put("/api/v1/agents/" + agent, "{'name':'Anna','persona':'lively'}");
        assertThat(recast.status()).isEqualTo(200);
        assertThat(recast.json().path("name").asText()).isEqualTo("Anna");

        Client.Reply retired = ada.delete("/api/v1/agents/" + agent);
        assertThat(retired.status()).isEqualTo(204);
        assertThat(retired.body()).isEmpty();
        assertThat(ada.get("/api/v1/agents/" + agent).status()).isEqualTo(404);
    }

    @Test
    void hides_other_peoples_agents() {
        String agent = made(ada, "Ann");

        assertThat(bob.get("/api/v1/agents/" + agent).problem()).isEqualTo("404 not_found: there is no such agent");
        assertThat(bob.put("/api/v1/agents/" + agent, "{'name':'Mine','persona':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(bob.delete("/api/v1/agents/" + agent).status()).isEqualTo(404);
        assertThat(bob.post("/api/v1/conversations", "{'agents':['" + agent + "']}")
                        .status())
                .isEqualTo(404);
    }
}
