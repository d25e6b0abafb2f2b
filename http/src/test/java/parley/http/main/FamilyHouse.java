package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import parley.http.api.Client;
import parley.http.wire.Canary;
import parley.http.wire.Dialect;
import parley.http.wire.Dialects;
import parley.http.wire.FaultServer;

/** How the tests of this room reach a provider of each family: by a connection of a user, with the canary for a key. */
final class FamilyHouse {
    static final String SETTINGS = """
        parley {
          connections.private-addresses = allow
          upstream.retries.tries = 1
          upstream.breaker { in-a-row = 100000, at-least = 100000 }
        }
        """;

    private FamilyHouse() {}

    /** The connection's id. */
    static String connection(Client by, String family, FaultServer provider, String name) {
        Dialect dialect = Dialects.of(family);
        Client.Reply made = by.post("/api/v1/connections", """
            {'name':'%s','provider':'%s','model':'tiny','key':'%s','baseUrl':'%s'}\
            """.formatted(
                        name, family, Canary.KEY, dialect.at(provider.base()).base()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }
}
