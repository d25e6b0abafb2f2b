package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import parley.http.api.Client;

/** A server with some of ChatsParty's clients: two who have an account and one who has none. */
record PartyHouse(Server server, Client ada, Client bob, Client nobody) implements AutoCloseable {
    static PartyHouse open(Path directory, String name) throws IOException {
        Server server = Server.start(new Premises(directory, name).config());
        Client nobody = new Client(server.address().getPort(), "");
        return new PartyHouse(server, Premises.person(server), registered(nobody, "bob"), nobody);
    }

    /** Somebody new. */
    Client guest(String name) {
        return registered(nobody, name);
    }

    private static Client registered(Client nobody, String name) {
        String person = "{'email':'" + name + "@example.com','password':'correct horse','name':'" + name + "'}";
        return nobody.with(nobody.post("/api/v1/auth/register", person)
                .json()
                .path("token")
                .asText());
    }

    /** An agent of somebody's. */
    static String agent(Client by, String name) {
        return by.post("/api/v1/agents", "{'name':'" + name + "','persona':'calm','voice':'none/none'}")
                .json()
                .path("id")
                .asText();
    }

    /** A conversation of somebody's with two agents in it. */
    static String opened(Client by, String title) {
        String body = "{'title':'" + title + "','agentIds':['" + agent(by, "Ann") + "','" + agent(by, "Otto") + "']}";
        Client.Reply opened = by.post("/conversations", body);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json().at("/data/id").asText();
    }

    @Override
    public void close() {
        server.close();
    }
}
