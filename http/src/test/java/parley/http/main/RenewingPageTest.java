package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import parley.http.api.Client;
import parley.http.page.Chromium;
import parley.http.page.RoomInBrowser;

/** The page in a browser before a real server whose access tokens are soon over. */
class RenewingPageTest {
    private static final Config SOON = ConfigFactory.parseString("parley.http.token-lifetime = 3 s");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path profile;

    @Test
    void goes_on_when_its_token_is_over_until_the_session_is() throws IOException {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        ChromeDriver chromium = Chromium.open(profile, 1440, 900);
        try (Server server = Server.start(SOON.withFallback(new Premises(directory, "page").config()))) {
            Client nobody = new Client(server.address().getPort(), "");
            RoomInBrowser page = new RoomInBrowser(
                    chromium, URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
            page.register("Ada", "ada@example.org", "correct horse battery");

            // when the token is over before a room is begun, and again before it is seen anew
            untilOver(page, nobody);
            String over = token(page);
            page.startRoom("A library or a pool?", 2);
            page.waitForRoundEnd();
            untilOver(page, nobody);
            page.reload();
            page.waitForRoundEnd();

            // then nobody noticed
            assertThat(page.turns()).hasSize(2).noneMatch(String::isBlank);
            assertThat(page.texts(".entrance")).isEmpty();
            assertThat(token(page)).isNotEqualTo(over);

            // and when the session has ended elsewhere, it is told
            leaveElsewhere(page, nobody);
            page.go("#/agents");
            page.await(".entrance");
        } finally {
            chromium.quit();
        }
    }

    private static void untilOver(RoomInBrowser page, Client nobody) {
        page.until(() -> nobody.with(token(page)).get("/api/v1/auth/me").status() == 401);
    }

    /** Leaves with a token that is good at this moment. */
    private static void leaveElsewhere(RoomInBrowser page, Client nobody) {
        page.until(() -> {
            page.go("#/agents");
            page.go("#/new");
            return nobody.with(token(page)).post("/api/v1/auth/logout", "").status() == 204;
        });
    }

    private static String token(RoomInBrowser page) {
        try {
            return new JsonMapper()
                    .readTree(page.kept("parley.session"))
                    .path("token")
                    .asText();
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
