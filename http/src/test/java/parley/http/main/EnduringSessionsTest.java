package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;

/** Sessions of real servers, one after the other over one database. */
class EnduringSessionsTest {
    private static final String ADA = "{'email':'ada@example.com','password':'correct horse','name':'Ada'}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @Test
    void a_session_goes_on_over_a_restart_and_one_that_was_left_stays_over() throws IOException {
        Premises premises = new Premises(directory, "sessions");
        Client.Reply kept;
        Client.Reply left;
        Client.Reply renewed;
        try (Server first = Server.start(premises.config())) {
            Client stranger = new Client(first.address().getPort(), "");
            kept = stranger.post("/api/v1/auth/register", ADA);
            left = stranger.post("/api/v1/auth/login", "{'email':'ada@example.com','password':'correct horse'}");
            assertThat(me(stranger, left)).isEqualTo(200);
            assertThat(with(stranger, left).post("/api/v1/auth/logout", "").status())
                    .isEqualTo(204);
            assertThat(me(stranger, left)).isEqualTo(401);
            renewed = refreshed(stranger, kept);
            assertThat(renewed.status()).isEqualTo(200);
        }
        try (Server second = Server.start(premises.config())) {
            Client stranger = new Client(second.address().getPort(), "");
            assertThat(me(stranger, kept)).isEqualTo(200);
            assertThat(me(stranger, left)).isEqualTo(401);
            assertThat(refreshed(stranger, left).problem()).startsWith("401 unauthenticated");
            Client.Reply again = refreshed(stranger, renewed);
            assertThat(again.status()).isEqualTo(200);
            assertThat(me(stranger, again)).isEqualTo(200);
            assertThat(refreshed(stranger, kept).problem())
                    .isEqualTo("401 unauthenticated: this token was used before, so its session has ended;"
                            + " sign in again");
            assertThat(refreshed(stranger, again).status()).isEqualTo(401);
        }
    }

    private static Client with(Client stranger, Client.Reply session) {
        return stranger.with(session.json().path("token").asText());
    }

    private static int me(Client stranger, Client.Reply session) {
        return with(stranger, session).get("/api/v1/auth/me").status();
    }

    private static Client.Reply refreshed(Client stranger, Client.Reply session) {
        return stranger.post(
                "/api/v1/auth/refresh",
                "{'refreshToken':'" + session.json().path("refreshToken").asText() + "'}");
    }
}
