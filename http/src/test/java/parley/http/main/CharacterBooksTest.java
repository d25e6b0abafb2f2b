package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.CardFiles.card;
import static parley.http.main.CardFiles.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.http.api.Client;
import parley.http.main.CardFiles.Sent;

/** The lorebooks in characters' cards, over HTTP. */
class CharacterBooksTest extends House {
    private static final String DOOR = "/api/v1/characters";

    private static String kept(Client by, Sent file) {
        Client.Reply reply = CardFiles.post(by, DOOR, "file", List.of(file));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return DOOR + "/" + reply.json().path("id").asText();
    }

    @Test
    void a_lorebook_of_another_kind_comes_into_a_card_and_goes_out_of_it() {
        Client ada = Premises.person(server, "reader");
        String character = kept(ada, card("Mira"));

        Client.Reply attached = CardFiles.put(ada, character + "/lorebook", file("edge/lorebook-st.json"));

        assertThat(attached.status()).as(attached.body()).isEqualTo(200);
        JsonNode book = ada.get(character + "/lorebook").json();
        assertThat(book.path("spec").asText()).isEqualTo("lorebook_v3");
        assertThat(book.at("/data/entries").size())
                .isPositive()
                .isEqualTo(attached.json().at("/book/entries").asInt());
        assertThat(book.toString()).doesNotContain("The lamp is green.");
        assertThat(CardFiles.put(ada, character + "/lorebook", file("edge/json-v1.json"))
                        .status())
                .isEqualTo(422);
        assertThat(ada.delete(character + "/lorebook").status()).isEqualTo(204);
        assertThat(ada.get(character + "/lorebook").status()).isEqualTo(404);
        assertThat(ada.post(character + "/lorebook/test", "{'text':'lamp'}").status())
                .isEqualTo(404);
    }

    @Test
    void a_text_is_held_against_the_lorebook() {
        Client ada = Premises.person(server, "tester");
        String character = kept(ada, card("Mira"));

        JsonNode lit = ada.post(character + "/lorebook/test", "{'text':'Where is the lamp?'}")
                .json();
        JsonNode dark = ada.post(character + "/lorebook/test", "{'text':'Where is the door?'}")
                .json();

        assertThat(lit.at("/entries/0/in").asBoolean()).as(lit.toString()).isTrue();
        assertThat(lit.at("/entries/0/matched").asText()).isEqualTo("lamp");
        assertThat(lit.at("/told/0/text").asText()).isEqualTo("The lamp is green.");
        assertThat(dark.at("/entries/0/in").asBoolean(true)).isFalse();
        assertThat(dark.path("told")).isEmpty();
    }
}
