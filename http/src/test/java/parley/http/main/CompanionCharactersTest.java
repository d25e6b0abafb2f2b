package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.CardFiles.card;
import static parley.http.main.CardFiles.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;
import parley.http.main.CardFiles.Sent;

/** Characters as the Companion's page and its guide ask for them, over HTTP (contract §2.1 to §2.3, §12). */
class CompanionCharactersTest extends House {
    private static final String DOOR = "/api/characters";
    private static final String ALIAS = "/api/characters/characters";

    private final AtomicInteger people = new AtomicInteger();

    private Client somebody() {
        return Premises.person(server, "companion" + people.incrementAndGet());
    }

    private static JsonNode uploaded(Client by, Sent file, String field, String... texts) {
        Client.Reply reply = CardFiles.post(by, DOOR + "/upload", field, List.of(file), texts);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("success").asBoolean()).isTrue();
        return reply.json().path("data");
    }

    private static String id(Client by, String name) {
        return uploaded(by, card(name), "file").path("characterId").asText();
    }

    @Test
    void the_manager_of_the_page_uploads_lists_links_and_deletes() {
        Client guest = new Client(server.address().getPort(), "");
        assertThat(guest.get(ALIAS).json().path("data")).isEmpty();

        JsonNode come = uploaded(guest, file("edge/png-before-idat.png"), "character", "live2dModelId", "furina");
        assertThat(come.path("name").asText()).isEqualTo("Early");
        assertThat(come.path("sourceFormat").asText()).isEqualTo("png");
        assertThat(come.at("/validation/valid").asBoolean()).isTrue();

        String one = ALIAS + "/" + come.path("characterId").asText();
        JsonNode listed = guest.get(ALIAS).json();
        assertThat(listed.path("success").asBoolean()).isTrue();
        assertThat(listed.at("/data/0/id").asText())
                .isEqualTo(come.path("characterId").asText());
        assertThat(listed.at("/data/0/live2dModelId").asText()).isEqualTo("furina");
        assertThat(listed.at("/data/0/personality").isTextual()).isTrue();

        Client.Reply linked =
                guest.put(one, "{'live2dModelId':'hiyori','live2dModelPath':'/models/hiyori/h.model3.json'}");
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        assertThat(guest.get(ALIAS).json().at("/data/0/live2dModelPath").asText())
                .isEqualTo("/models/hiyori/h.model3.json");

        assertThat(guest.delete(one).json().path("success").asBoolean()).isTrue();
        assertThat(guest.get(ALIAS).json().path("data")).isEmpty();
    }

    @Test
    void a_card_comes_as_json_in_any_version() {
        Client ada = somebody();
        String v1 =
                "{'name':'Old','description':'d','personality':'p','scenario':'','first_mes':'Hi','mes_example':''}";
        String v3 =
                "{'spec':'chara_card_v3','spec_version':'3.0','data':{'name':'New','description':'d','first_mes':'Hello',"
                        + "'group_only_greetings':[]}}";

        for (String card : List.of(v1, v3)) {
            Client.Reply made = ada.post(DOOR, "{'character_data':" + card + ",'live2d_model_id':'furina'}");
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            JsonNode data = made.json().path("data");
            assertThat(List.of(
                            data.path("name").asText(),
                            data.path("firstMessage").asText()))
                    .isIn(List.of("Old", "Hi"), List.of("New", "Hello"));
            assertThat(ada.get(DOOR + "/" + data.path("characterId").asText())
                            .json()
                            .at("/data/live2d_model_id")
                            .asText())
                    .isEqualTo("furina");
        }
        assertThat(ada.get(DOOR).json().path("data").findValuesAsText("name")).containsExactly("New", "Old");
    }

    @Test
    void a_character_is_told_as_each_of_the_old_servers_told_it() {
        Client ada = somebody();
        String id = id(ada, "Mira");

        JsonNode newer =
                ada.get(DOOR + "/" + id.toUpperCase(Locale.ROOT)).json().path("data");
        JsonNode older = ada.get(ALIAS + "/" + id).json().path("data");

        assertThat(newer.path("id").asText()).isEqualTo(id);
        assertThat(newer.path("firstMessage").asText()).isEqualTo("Hello {{user}}!");
        assertThat(newer.path("creator").asText()).isEqualTo("Ann");
        assertThat(newer.path("tags")).hasSize(2);
        assertThat(newer.has("postHistoryInstructions")).isTrue();
        assertThat(older.at("/data/spec").asText()).isEqualTo("chara_card_v2");
        assertThat(older.at("/data/data/name").asText()).isEqualTo("Mira");
        assertThat(older.at("/parsed/name").asText()).isEqualTo("Mira");
        assertThat(older.path("createdAt").asText())
                .isEqualTo(older.path("created_at").asText())
                .isNotBlank();
    }

    @Test
    void a_model_that_is_not_named_stays_and_null_takes_it_away_only_where_it_always_did() {
        Client ada = somebody();
        String id = id(ada, "Mira");
        assertThat(ada.put(DOOR + "/" + id, "{'live2d_model_id':'a','live2d_model_path':'/models/a'}")
                        .status())
                .isEqualTo(200);

        JsonNode kept =
                ada.put(DOOR + "/" + id, "{'live2d_model_id':null}").json().path("data");
        JsonNode other =
                ada.put(ALIAS + "/" + id, "{'live2dModelId':'b'}").json().path("data");
        JsonNode cleared =
                ada.put(ALIAS + "/" + id, "{'live2dModelPath':null}").json().path("data");

        assertThat(kept.path("live2d_model_id").asText()).isEqualTo("a");
        assertThat(other.path("live2dModelId").asText()).isEqualTo("b");
        assertThat(other.path("live2dModelPath").asText()).isEqualTo("/models/a");
        assertThat(cleared.path("live2dModelPath").isNull()).isTrue();
        assertThat(cleared.path("live2dModelId").asText()).isEqualTo("b");
        assertThat(ada.put(DOOR + "/" + id, "{'live2dModelId':7}").status()).isEqualTo(422);
    }

    @Test
    void each_user_has_a_choice_of_their_own_and_looking_changes_nothing() {
        Client ada = somebody();
        String mira = id(ada, "Mira");
        String otto = id(ada, "Otto");

        JsonNode active = ada.post(DOOR + "/" + mira + "/activate", "{}").json();

        assertThat(active.at("/character/id").asText()).isEqualTo(mira);
        assertThat(active.at("/character/firstMessage").asText()).isEqualTo("Hello {{user}}!");
        assertThat(ada.get(DOOR + "/" + otto).status()).isEqualTo(200);
        assertThat(somebody().post(DOOR + "/" + mira + "/activate", "{}").status())
                .isEqualTo(404);
        assertThat(ada.delete(DOOR + "/" + mira).status()).isEqualTo(200);
        assertThat(ada.post(DOOR + "/" + mira + "/activate", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2f..%2fconfig",
                "x",
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-000000000000%0a",
                "'%20OR%201=1",
            })
    void what_cannot_be_an_id_is_not_found(String id) {
        Client ada = somebody();
        for (String door : List.of(DOOR, ALIAS)) {
            Client.Reply reply = ada.get(door + "/" + id);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("success").asBoolean(true)).isFalse();
            assertThat(reply.json().path("error").asText()).isNotBlank();
            assertThat(ada.delete(door + "/" + id).status()).isEqualTo(404);
            assertThat(ada.put(door + "/" + id, "{'live2dModelId':'x'}").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void what_is_no_card_is_refused_in_words_and_nothing_is_kept() {
        Client ada = somebody();
        List<Client.Reply> refused = List.of(
                CardFiles.post(ada, DOOR + "/upload", "character", List.of(file("hostile/png-bad-base64.png"))),
                CardFiles.post(
                        ada,
                        DOOR + "/upload",
                        "file",
                        List.of(new Sent("card.json", "no card".getBytes(StandardCharsets.UTF_8)))),
                ada.post(DOOR, "{'character_data':{'spec':'chara_card_v2','data':[]}}"),
                ada.post(DOOR, "[1]"),
                ada.post(DOOR, "{"));

        for (Client.Reply reply : refused) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            assertThat(reply.json().path("error").asText()).hasSizeGreaterThan(10);
            assertThat(reply.json().path("error")).isEqualTo(reply.json().path("detail"));
        }
        assertThat(CardFiles.post(ada, DOOR + "/upload", "file", List.of()).status())
                .isEqualTo(422);
        assertThat(ada.get("/api/v1/files").json().path("total").asInt(-1)).isZero();
        assertThat(ada.get(DOOR).json().path("data")).isEmpty();
    }

    @Test
    void what_is_somebody_elses_is_not_found() {
        Client ada = somebody();
        Client bob = somebody();
        String id = id(ada, "Mira");

        for (String door : List.of(DOOR, ALIAS)) {
            assertThat(bob.get(door).json().path("data")).isEmpty();
            assertThat(bob.get(door + "/" + id).status()).isEqualTo(404);
            assertThat(bob.put(door + "/" + id, "{'live2dModelId':'x'}").status())
                    .isEqualTo(404);
            assertThat(bob.delete(door + "/" + id).status()).isEqualTo(404);
        }
        assertThat(ada.get("/api/v1/characters/" + id).status()).isEqualTo(200);
    }
}
