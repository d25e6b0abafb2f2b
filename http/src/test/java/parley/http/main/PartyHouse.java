package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import parley.http.api.Client;

/** A house with some of ChatsParty's clients: two who have an account and one who has none. */
abstract class PartyHouse extends House {
    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client ada;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client bob;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Client nobody;

    @BeforeAll
    final void invite() {
        ada = Premises.person(server);
        bob = Premises.person(server, "bob");
        nobody = ada.with("");
    }

    /** A conversation of somebody's with two agents in it. */
    static String opened(Client by, String title) {
        String body = "{'title':'" + title + "','agentIds':['" + Talker.agent(by, "Ann") + "','"
                + Talker.agent(by, "Otto") + "']}";
        Client.Reply opened = by.post("/conversations", body);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json().at("/data/id").asText();
    }
}
