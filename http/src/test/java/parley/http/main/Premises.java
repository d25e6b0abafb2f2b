package parley.http.main;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import parley.http.api.Client;

/** Where a server lives in a test: a folder of its own, the scripted model without pauses, and no voices. */
record Premises(Path directory, String name) {
    /** Two agents that can be read and not heard. */
    static final String TWO = "'agents':[{'name':'Ann','persona':'calm','voice':'none/none'},"
            + "{'name':'Otto','persona':'loud','voice':'none/none'}]";

    Config config() throws IOException {
        return Configuration.load(file());
    }

    Path file() throws IOException {
        String operator = """
            parley {
              data = "%s"
              http.port = 0
              # Trials may last longer than a token does.
              http.token-lifetime = 7 d
              models.discover = off
              models.scripted { shortest-gap = 0 ms, longest-gap = 0 ms }
              voices.enabled = off
            }
            """.formatted(directory.resolve(name));
        return Files.writeString(directory.resolve(name + ".conf"), operator);
    }

    /** Somebody who has just registered. */
    static Client person(Server at) {
        return person(at, "Ada");
    }

    /** The same by another name. */
    static Client person(Server at, String name) {
        Client stranger = new Client(at.address().getPort(), "");
        String person = "{'email':'%s@example.com','password':'correct horse','name':'%s'}"
                .formatted(name.toLowerCase(Locale.ROOT), name);
        return stranger.with(stranger.post("/api/v1/auth/register", person)
                .json()
                .path("token")
                .asText());
    }
}
