package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentSettings;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.card.Card;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.http.api.Client;

/** Rooms with characters over HTTP, with the real engine behind them. */
class CharacterRoomsTest extends House {
    private static final String SECRET = "what only the card knows";

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client ada;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private String mira;

    @BeforeAll
    void come() {
        ada = Premises.person(server);
        Agents agents = Agents.sharded(
                server.system(),
                AgentSettings.from(server.system().settings().config().getConfig("parley.agent")),
                Clock.systemUTC(),
                new SecureRandom());
        Card card = Card.of("""
            {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Mira","description":"Mira invents things.",
            "first_mes":"Hello, {{user}}!","alternate_greetings":["You again, {{user}}?"],"group_only_greetings":[],
            "extensions":{"secret":"%s"}}}\
            """.formatted(SECRET));
        Casting casting = new Casting(
                "Mira", new Persona.Carded(card, new Portrait("file-1", null)), ModelRef.DEFAULT, Voice.NONE);
        UserId owner = new UserId(ada.get("/api/v1/auth/me").json().path("id").asText());
        mira = agents.create(owner, casting)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .id()
                .value();
    }

    private JsonNode open(String id, String more) {
        Client.Reply opened =
                ada.post("/api/v1/conversations", "{'id':'%s','agents':['%s']%s}".formatted(id, mira, more));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(opened.body()).doesNotContain(SECRET);
        return opened.json();
    }

    private Client.Reply post(String path, String body) {
        return ada.post("/api/v1/conversations/" + path, body);
    }

    private JsonNode get(String path) {
        Client.Reply reply = ada.get("/api/v1/conversations/" + path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void a_room_opens_with_a_greeting_to_the_person_by_name_and_shows_no_card() {
        JsonNode room = open("opened", ",'persona':{'name':'Ada','description':'She is tall.'},'greeting':1");
        assertThat(open("opened", ",'persona':{'name':'Ada','description':'She is tall.'},'greeting':1"))
                .isEqualTo(room);

        assertThat(room.at("/lines/0/text").asText()).isEqualTo("You again, Ada?");
        assertThat(room.at("/lines/0/agent").asText()).isEqualTo(mira);
        assertThat(room.at("/persona/name").asText()).isEqualTo("Ada");
        assertThat(room.at("/persona/description").asText()).isEqualTo("She is tall.");
        assertThat(room.at("/greeting").asInt()).isEqualTo(1);
    }

    @Test
    void viewers_are_told_of_the_person_and_the_greeting_and_that_there_is_a_card() {
        open("told", ",'persona':{'name':'Ada'},'greeting':0");

        List<String> frames = ada.lines(ada.request("/api/v1/conversations/told/events?after=0.0&at=3"))
                .body()
                .toList();

        assertThat(frames)
                .filteredOn(it -> it.startsWith("event: "))
                .containsExactly("event: opened", "event: introduced", "event: greeted");
        assertThat(frames)
                .anySatisfy(it -> assertThat(it)
                        .contains("\"persona\":{\"kind\":\"card\",\"portrait\":{\"picture\":\"file-1\"}}"));
        assertThat(frames).anySatisfy(it -> assertThat(it).contains("\"greeting\":0,\"text\":\"Hello, Ada!\""));
        assertThat(String.join("", frames)).doesNotContain(SECRET);
        assertThat(ada.get("/api/v1/agents/" + mira).body())
                .contains("\"kind\":\"card\"")
                .doesNotContain(SECRET);
        assertThat(ada.get("/api/v1/agents").body())
                .contains("\"kind\":\"card\"")
                .doesNotContain(SECRET);
    }

    @Test
    void another_greeting_is_chosen_until_a_person_speaks() {
        open("greeted", "");
        assertThat(ada.put("/api/v1/conversations/greeted/persona", "{'name':'Bea'}")
                        .json()
                        .at("/persona/name")
                        .asText())
                .isEqualTo("Bea");

        assertThat(post("greeted/greeting", "{'agent':'" + mira + "','greeting':0}")
                        .status())
                .isEqualTo(200);
        JsonNode other = post("greeted/greeting", "{'agent':'" + mira + "','greeting':1}")
                .json();
        assertThat(other.at("/lines/0/text").asText()).isEqualTo("You again, Bea?");
        assertThat(other.at("/lines/0/alternatives").toString()).isEqualTo("[1,2]");
        assertThat(post("greeted/greeting", "{'agent':'" + mira + "','greeting':2}")
                        .status())
                .isEqualTo(404);
        assertThat(post("greeted/greeting", "{'agent':'" + mira + "','greeting':-1}")
                        .status())
                .isEqualTo(422);

        assertThat(post("greeted/messages", "{'text':'Hi'}").status()).isEqualTo(202);
        assertThat(post("greeted/greeting", "{'agent':'" + mira + "','greeting':0}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_room_that_cannot_begin_as_it_is_asked_to_does_not_begin() {
        Client.Reply none = ada.post("/api/v1/conversations", "{'id':'none','agents':['" + mira + "'],'greeting':7}");
        Client.Reply nobody = ada.post(
                "/api/v1/conversations",
                "{'id':'none','agents':[{'name':'Otto','persona':'An engineer.'}],'greeting':0}");

        assertThat(none.status()).isEqualTo(422);
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(ada.get("/api/v1/conversations/none").status()).isEqualTo(404);
    }

    @Test
    void a_prompt_can_be_looked_at_before_it_is_asked_and_afterwards() {
        open("inspected", ",'greeting':0");
        JsonNode coming = get("inspected/prompt");
        assertThat(coming.path("turn").asInt()).isEqualTo(1);
        assertThat(coming.path("agent").asText()).isEqualTo(mira);
        assertThat(coming.path("input").asInt()).isPositive();
        assertThat(coming.at("/prompt/system").asText()).contains("Mira invents things.");
        assertThat(texts(coming.path("parts"))).anySatisfy(it -> assertThat(it).contains("Mira invents things."));
        assertThat(texts(coming.path("parts"))).anySatisfy(it -> assertThat(it).contains("Hello, User!"));
        assertThat(coming.path("parts")).allSatisfy(it -> {
            assertThat(it.path("source").asText()).isNotBlank();
            assertThat(it.path("role").asText()).isIn("system", "user", "assistant");
            assertThat(it.path("tokens").asInt()).isPositive();
        });
        assertThat(coming.path("lore").isArray()).isTrue();
        assertThat(coming.path("left").isArray()).isTrue();
        assertThat(coming.at("/memory/entries").isObject()).isTrue();

        ada.lines("/api/v1/conversations/inspected/messages", "{'text':'What do you do?'}")
                .body()
                .forEach(_ -> {});
        JsonNode past = get("inspected/prompt?turn=1");
        JsonNode receipt = get("inspected/turns/1/receipt");
        assertThat(texts(past.path("parts"))).anySatisfy(it -> assertThat(it).contains("What do you do?"));
        assertThat(past.path("prompt")).isEqualTo(receipt.at("/attempts/0/prompt"));
        assertThat(receipt.at("/attempts/0/proven").asBoolean()).isTrue();
        assertThat(get("inspected/prompt?agent=" + mira).path("turn").asInt()).isEqualTo(2);
    }

    @Test
    void nobody_looks_at_the_prompts_of_others_or_at_what_is_not_there() {
        open("private", "");
        Client bob = Premises.person(server, "Bob");

        assertThat(bob.get("/api/v1/conversations/private/prompt").status()).isEqualTo(404);
        assertThat(bob.put("/api/v1/conversations/private/persona", "{'name':'Bob'}")
                        .status())
                .isEqualTo(404);
        assertThat(ada.get("/api/v1/conversations/private/prompt?turn=1").status())
                .isEqualTo(404);
        assertThat(ada.get("/api/v1/conversations/private/prompt?agent=guest-9").status())
                .isEqualTo(404);
        assertThat(ada.get("/api/v1/conversations/private/prompt?turn=x").status())
                .isEqualTo(422);
        assertThat(ada.get("/api/v1/conversations/private/prompt?turn=1&agent=x")
                        .status())
                .isEqualTo(422);
    }

    private static List<String> texts(JsonNode parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .map(it -> it.path("text").asText())
                .toList();
    }
}
