package parley.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.api.ConversationRoutesTest.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ReceiptRoutesTest {
    private final House house = new House(Duration.ofSeconds(15));
    private final Client ada = house.person("ada");

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void proves_how_a_reply_came_about_and_that_the_journal_holds() {
        ada.post("/api/v1/conversations", "{'id':'proof','message':'Hello'," + TWO + "}");

        JsonNode receipt =
                ada.get("/api/v1/conversations/proof/turns/1/receipt").json();
        JsonNode verified = ada.get("/api/v1/conversations/proof/verify").json();

        assertThat(receipt.path("speaker").asText()).isEqualTo("guest-1");
        assertThat(receipt.at("/usage/outputTokens").asInt()).isEqualTo(2);
        assertThat(receipt.at("/attempts/0/firstToken").asInt()).isEqualTo(12);
        assertThat(verified.path("holds").asBoolean(true)).isFalse();
        assertThat(verified.at("/findings/0").asText()).isEqualTo("event 2: is strange");
        assertThat(verified.path("stream").asText()).isEqualTo("def");
        assertThat(ada.get("/api/v1/conversations/proof/turns/9/receipt").status())
                .isEqualTo(404);
    }

    @Test
    void says_that_what_cannot_be_read_is_locked() {
        for (String door : List.of("", "/events", "/rules", "/verify", "/turns/1/receipt", "/replay"))
            assertThat(ada.get("/api/v1/conversations/" + FakeConversations.UNREADABLE + door)
                            .problem())
                    .as(door)
                    .isEqualTo("423 quarantined: event 3 cannot be read");
        assertThat(ada.post("/api/v1/conversations/" + FakeConversations.UNREADABLE + "/fork", "")
                        .status())
                .isEqualTo(423);
    }
}
