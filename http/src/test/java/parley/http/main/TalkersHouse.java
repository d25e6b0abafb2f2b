package parley.http.main;

import org.junit.jupiter.api.BeforeAll;

/** A house in which two talk who have nothing to do with each other. */
abstract class TalkersHouse extends House {
    @SuppressWarnings("NullAway.Init") // filled before all tests
    Talker ada;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Talker bob;

    @BeforeAll
    final void letIn() {
        ada = Talker.of(server, "ada");
        bob = Talker.of(server, "bob");
    }
}
