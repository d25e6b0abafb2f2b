package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.main.ContractPaper.Operation;

/** Every address that the document tells of, tried by strangers and with nonsense. */
class ToldDoorsTest {
    private static final List<String> NONSENSE =
            List.of("", "{", "[]", "7", "\"x\"", "{}", "{\"id\":[[]],\"name\":{},\"amount\":\"x\"}", "\u0000");

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static Server server;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static Client ada;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private static ContractPaper paper;

    @BeforeAll
    static void open() throws IOException {
        server = Server.start(ConfigFactory.parseString("parley.http.sign-in { burst = 100000, per-minute = 100000 }")
                .withFallback(new Premises(directory, "doors").config()));
        ada = Premises.person(server);
        paper = new ContractPaper(ada.get("/openapi.json").json());
    }

    @AfterAll
    static void close() {
        if (server != null) server.close();
    }

    @Test
    void nobody_comes_in_unsigned_but_where_it_is_told() {
        List<String> open = new ArrayList<>();
        for (Operation it : paper.operations()) {
            if (it.isPublic()) continue;
            for (String token : List.of("", "nonsense")) {
                int status = asked(ada.with(token), it, "{}").status();
                if (status != 401) open.add(it.name() + " answers a stranger " + status);
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void nonsense_is_told_to_be_nonsense_and_breaks_nothing() {
        List<String> broken = new ArrayList<>();
        for (Operation it : paper.operations()) {
            if (it.method().equals("get") || endsAda(it)) continue;
            for (String body : NONSENSE) {
                Client.Reply reply = asked(it.isPublic() ? ada.with("") : ada, it, body);
                if (reply.status() < 400) continue;
                broken.addAll(untold(it, body, reply));
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Whether nobody would be signed in after it. */
    private static boolean endsAda(Operation it) {
        return it.path().contains("/logout") || it.name().matches("DELETE (/api)?/users/me");
    }

    private static List<String> untold(Operation it, String body, Client.Reply reply) {
        String asked = it.name() + " with " + body + " answers " + reply.status() + " " + reply.body();
        // What no server of this kind can do is told as such, whatever is asked of it.
        boolean broken = reply.status() >= 500 && reply.status() != 501;
        if (broken) return List.of(asked);
        Optional<JsonNode> json = reply.body().isEmpty() ? Optional.empty() : Optional.of(reply.json());
        String type = reply.header("Content-Type").split(";", 2)[0];
        return paper.ofAnswer(it, reply.status(), type, json).stream()
                .map(no -> no + ": " + asked)
                .toList();
    }

    private static Client.Reply asked(Client by, Operation it, String body) {
        String address = it.path().replaceAll("\\{[^}]+}", "some");
        BodyPublisher sent = it.method().equals("get") ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return by.send(by.request(address).method(it.method().toUpperCase(Locale.ROOT), sent));
    }
}
