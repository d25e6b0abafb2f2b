package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import parley.http.api.Client;

/** A house for burglars: they may try as often as they like, and its log is kept. */
abstract class WatchedHouse extends TalkersHouse {
    static final String KEY = "sk-canary-0123456789";
    static final List<String> MOUNTS = List.of("", "/api");

    final KeptLog log = new KeptLog();

    @Override
    String settings() {
        return "parley.http.sign-in { burst = 10000, per-minute = 10000 }\n";
    }

    @AfterAll
    final void stopWatching() {
        log.close();
    }

    /** A connection of somebody's with the key in it. */
    static String connection(Talker of, String name) {
        Client.Reply made = of.client().post("/connections", """
            {'name':'%s','provider':'openai','model_name':'gpt-4','api_key':'%s'}\
            """.formatted(name, KEY));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(KEY);
        return made.json().path("id").asText();
    }

    static void assertStatus(int status, Client.Reply... replies) {
        for (Client.Reply it : replies) assertThat(it.status()).as(it.body()).isEqualTo(status);
    }
}
