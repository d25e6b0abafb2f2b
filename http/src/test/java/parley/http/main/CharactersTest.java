package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.CardFiles.card;
import static parley.http.main.CardFiles.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;
import parley.http.main.CardFiles.Sent;

/** Characters in our own dialect, over HTTP: what comes in as a card goes out as one, and talks like any other agent. */
class CharactersTest extends House {
    private static final String DOOR = "/api/v1/characters";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger people = new AtomicInteger();

    private Client somebody() {
        return Premises.person(server, "carder" + people.incrementAndGet());
    }

    private static Client.Reply sent(Client by, Sent file) {
        return CardFiles.post(by, DOOR, "file", List.of(file));
    }

    private static String kept(Client by, Sent file) {
        Client.Reply reply = sent(by, file);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return DOOR + "/" + reply.json().path("id").asText();
    }

    private static long files(Client by) {
        return by.get("/api/v1/files/usage").json().path("files").asLong(-1);
    }

    private static JsonNode exported(Client by, String character) throws IOException {
        return JSON.readTree(by.raw(character + "/export?format=json").body());
    }

    @ParameterizedTest
    @CsvSource({
        "edge/png-both-v2-v3.png, png",
        "edge/png-after-idat.png, json",
        "edge/apng.png, png",
        "edge/json-v1-plus-unknown.json, json",
        "edge/json-v1.json, png",
        "edge/charx-plain.charx, charx",
        "edge/charx-plain.charx, png",
        "edge/charx-in-jpeg.jpg, charx",
        "edge/json-v3-newer.json, charx",
    })
    void a_card_goes_out_as_it_came_in_whatever_the_file(String path, String format) throws IOException {
        Client ada = somebody();
        Client bob = somebody();
        String character = kept(ada, file(path));
        byte[] out = ada.raw(character + "/export?format=" + format).body();

        String again = kept(bob, new Sent("again." + format, out));

        assertThat(exported(bob, again).at("/data/name"))
                .isEqualTo(exported(ada, character).at("/data/name"));
        if (!format.equals("charx")) assertThat(exported(bob, again)).isEqualTo(exported(ada, character));
        HttpResponse<byte[]> original = ada.raw(character + "/export?format=original");
        assertThat(original.body()).isEqualTo(file(path).bytes());
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
    }

    @Test
    void everything_that_a_card_says_is_seen_before_the_first_talk() {
        Client ada = somebody();
        JsonNode seen = ada.get(kept(ada, card("Mira"))).json();

        assertThat(seen.path("name").asText()).isEqualTo("Mira");
        assertThat(seen.path("spec").asInt()).isEqualTo(2);
        assertThat(seen.at("/fields/description").asText()).isEqualTo("{{char}} mends clocks.");
        assertThat(seen.path("greetings").findValuesAsText("text")).containsExactly("Hello {{user}}!", "Good evening!");
        assertThat(seen.path("tags").toString()).isEqualTo("[\"Clocks\",\"Calm\"]");
        assertThat(seen.path("creator").asText()).isEqualTo("Ann");
        assertThat(seen.path("version").asText()).isEqualTo("1.1");
        assertThat(seen.path("notes").asText()).isEqualTo("Made for tests");
        assertThat(seen.at("/tokens/description").asInt()).isBetween(3, 20);
        assertThat(seen.at("/tokens/total").asInt())
                .isGreaterThan(seen.at("/tokens/description").asInt());
        assertThat(seen.at("/book/entries").asInt()).isEqualTo(1);
        assertThat(seen.at("/book/tokens").asInt()).isPositive();
        assertThat(seen.path("warnings").isArray()).isTrue();
    }

    @Test
    void the_same_card_is_kept_once_and_others_of_its_name_beside_it() {
        Client ada = somebody();
        String first = kept(ada, card("Mira"));
        long stored = files(ada);
        byte[] png = ada.raw(first + "/export?format=png").body();

        Client.Reply again = sent(ada, card("Mira"));
        Client.Reply otherwise = sent(ada, new Sent("mira.png", png));
        Client.Reply namesake = sent(
                ada,
                CardFiles.json(
                        "mira.json",
                        "{'name':'Mira','description':'A sailor.',"
                                + "'personality':'','scenario':'','first_mes':'Ahoy','mes_example':''}"));

        for (Client.Reply duplicate : List.of(again, otherwise)) {
            assertThat(duplicate.status()).as(duplicate.body()).isEqualTo(200);
            assertThat(duplicate.json().path("duplicate").asBoolean()).isTrue();
            assertThat(DOOR + "/" + duplicate.json().path("id").asText()).isEqualTo(first);
        }
        assertThat(namesake.status()).isEqualTo(201);
        assertThat(files(ada)).isEqualTo(stored + 1);
        assertThat(ada.get(DOOR + "?search=mira").json().path("total").asInt()).isEqualTo(2);
        assertThat(ada.get(first).json().at("/fields/description").asText()).isEqualTo("{{char}} mends clocks.");
    }

    @Test
    void a_card_that_was_deleted_or_changed_can_come_again() {
        Client ada = somebody();
        String first = kept(ada, card("Mira"));
        assertThat(ada.delete(first).status()).isEqualTo(204);
        assertThat(files(ada)).isZero();
        assertThat(ada.get(first).status()).isEqualTo(404);

        String second = kept(ada, card("Mira"));
        assertThat(second).isNotEqualTo(first);
        assertThat(ada.patch(second, "{'description':'Changed.'}").status()).isEqualTo(200);
        String third = kept(ada, card("Mira"));
        assertThat(third).isNotEqualTo(second);
    }

    @Test
    void a_change_of_a_field_leaves_all_others_to_the_letter() throws IOException {
        Client ada = somebody();
        String character = kept(ada, card("Mira"));

        Client.Reply changed = ada.patch(
                character, "{'name':'Mirabel','description':'She sails.','tags':['sea'],'voice':'none/none'}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("name").asText()).isEqualTo("Mirabel");
        assertThat(changed.json().path("voice").asText()).isEqualTo("none/none");
        assertThat(new String(
                        ada.raw(character + "/export?format=json").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("1.50")
                .contains("She sails.")
                .contains("The lamp is green.")
                .doesNotContain("none/none");
        assertThat(ada.patch(character, "{'description':7}").status()).isEqualTo(422);
        assertThat(ada.patch(character, "{'spec':'x'}").status()).isEqualTo(422);
        assertThat(ada.patch(character, "no json").status()).isEqualTo(400);
    }

    @Test
    void a_newer_version_comes_into_the_same_character_and_its_rooms_stay() {
        Client ada = somebody();
        String character = kept(ada, file("edge/png-before-idat.png"));
        String id = character.substring(DOOR.length() + 1);
        Client.Reply room = ada.post("/api/v1/conversations", "{'agents':['" + id + "'],'title':'Tea'}");
        assertThat(room.status()).as(room.body()).isEqualTo(201);

        Client.Reply renewed = CardFiles.put(ada, character + "/card", file("edge/png-after-idat.png"));

        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        assertThat(renewed.json().path("id").asText()).isEqualTo(id);
        assertThat(renewed.json().path("name").asText()).isEqualTo("Late");
        assertThat(files(ada)).isEqualTo(1);
        assertThat(ada.get("/api/v1/conversations").json().path("total").asInt())
                .isEqualTo(1);
        assertThat(CardFiles.put(ada, character + "/card", file("hostile/png-bad-base64.png"))
                        .status())
                .isEqualTo(422);
        assertThat(ada.get(character).json().path("name").asText()).isEqualTo("Late");
        assertThat(files(ada)).isEqualTo(1);
    }

    @Test
    void a_character_talks_in_a_room_like_any_other_agent() {
        Client ada = somebody();
        String id = kept(ada, card("Mira")).substring(DOOR.length() + 1);
        assertThat(ada.patch(DOOR + "/" + id, "{'voice':'none/none'}").status()).isEqualTo(200);

        try (Stream<String> lines = ada.lines(
                        "/api/v1/conversations", "{'agents':['" + id + "'],'message':'Hello','turns':1}")
                .body()) {
            assertThat(lines.filter(it -> it.startsWith("event: turn-completed")))
                    .hasSize(1);
        }
    }

    @Test
    void the_list_is_sorted_filtered_and_searched() {
        Client ada = somebody();
        for (String name : List.of("Carol", "alice", "Bob")) kept(ada, card(name));
        kept(
                ada,
                CardFiles.json(
                        "dan.json",
                        "{'name':'Dan','description':'A baker.','personality':'','scenario':'',"
                                + "'first_mes':'Hi','mes_example':''}"));

        assertThat(names(ada, "?sort=name")).containsExactly("alice", "Bob", "Carol", "Dan");
        assertThat(names(ada, "?sort=-name&limit=2")).containsExactly("Dan", "Carol");
        assertThat(names(ada, "?sort=createdAt")).containsExactly("Carol", "alice", "Bob", "Dan");
        assertThat(names(ada, "?sort=name&limit=200")).containsExactly("alice", "Bob", "Carol", "Dan");
        assertThat(names(ada, "?tag=clocks&sort=name")).containsExactly("alice", "Bob", "Carol");
        assertThat(names(ada, "?search=BAKER")).containsExactly("Dan");
        assertThat(ada.get(DOOR + "?limit=201").status()).isEqualTo(422);
        assertThat(ada.get(DOOR + "?sort=age").status()).isEqualTo(422);
    }

    private static List<String> names(Client by, String query) {
        return by.get(DOOR + query).json().path("items").findValuesAsText("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/export",
                "/portrait",
                "/portrait?size=64",
                "/assets",
                "/assets/0",
                "/lorebook",
            })
    void what_is_somebody_elses_is_not_there(String door) {
        Client ada = somebody();
        Client bob = somebody();
        String character = kept(ada, card("Mira"));

        assertThat(bob.get(character + door).status()).isEqualTo(404);
        assertThat(ada.get(character + door).status()).isEqualTo(200);
        assertThat(bob.with("").get(character + door).status()).isEqualTo(401);
    }

    @Test
    void nobody_changes_what_is_somebody_elses() {
        Client ada = somebody();
        Client bob = somebody();
        String character = kept(ada, card("Mira"));
        JsonNode before = ada.get(character).json();

        assertThat(List.of(
                        bob.patch(character, "{'name':'Mine'}").status(),
                        bob.delete(character).status(),
                        CardFiles.put(bob, character + "/card", card("Mine")).status(),
                        CardFiles.put(bob, character + "/portrait", file("edge/png-before-idat.png"))
                                .status(),
                        CardFiles.put(bob, character + "/lorebook", file("edge/lorebook-st.json"))
                                .status(),
                        bob.delete(character + "/lorebook").status(),
                        bob.post(character + "/lorebook/test", "{'text':'x'}").status()))
                .containsOnly(404);
        assertThat(files(bob)).isZero();
        assertThat(ada.get(character).json()).isEqualTo(before);
    }

    @Test
    void an_agent_that_is_no_character_is_not_found_among_them() {
        Client ada = somebody();
        String agent = ada.post("/api/v1/agents", "{'name':'Otto','persona':'loud'}")
                .json()
                .path("id")
                .asText();

        assertThat(ada.get(DOOR + "/" + agent).status()).isEqualTo(404);
        assertThat(ada.get(DOOR).json().path("total").asInt(-1)).isZero();
    }
}
