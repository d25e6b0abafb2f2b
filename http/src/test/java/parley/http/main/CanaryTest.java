package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.http.wire.Canary;
import parley.http.wire.Dialects;
import picocli.CommandLine;

/**
 * A key that providers echo wherever they can is nowhere to be read: in no answer of ours, no log, no file, no export. All
 * that a user can do with a connection is done, with a connection to each family, to voices, and with a service's key.
 */
class CanaryTest {
    private static final String FORM = "{'name':'%s','provider':'%s','model':'tiny','key':'%s','baseUrl':'%s'}";
    private static final Leaks LEAKS = new Leaks(Canary.KEY);
    private static final List<String> PUBLIC =
            List.of("/", "/health", "/ready", "/metrics", "/api/status", "/api/v1/providers", "/api/v1/models");
    private static final List<String> OWN = List.of(
            "/api/v1/connections",
            "/api/v1/agents",
            "/api/v1/models",
            "/api/v1/auth/me",
            "/api/v1/credits",
            "/api/v1/credits/transactions",
            "/api/v1/credits/statistics",
            "/api/v1/credits/export?format=csv",
            "/api/v1/credits/export?format=json",
            "/connections",
            "/connections/active",
            "/api/connections/default/openai",
            "/chat/agents",
            "/agents",
            "/chat/conversations",
            "/conversations",
            "/models",
            "/api/models",
            "/voice-connections",
            "/default-connection",
            "/users/me",
            "/storage/list");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path ground;

    private final Map<String, EchoingProvider> providers = new TreeMap<>();
    private final List<String> answers = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    private Config config() throws IOException {
        String services = """
            parley {
              http.sign-in { burst = 1000, per-minute = 1000 }
              upstream.longest-wait = 0 s
              upstream.retries { tries = 2, backoff = 10 ms, longest-backoff = 20 ms, longest-wait = 0 s }
              upstream.longest-cooldown = 1 ms
              models.openai { base-url = "%s", api-key = "%s", model = tiny }
              prices.defaults = [
                { provider = connection, model = "*", message = 1 }
                { provider = openai, model = "*", message = 1 }
              ]
            }
            """.formatted(provider("openai").base(), Canary.KEY);
        return ConfigFactory.parseString(FamilyHouse.SETTINGS + services)
                .withFallback(new Premises(ground, "house").config());
    }

    @Test
    void nobody_is_told_a_key() throws Exception {
        for (var each : Dialects.FAMILIES.entrySet())
            providers.put(each.getKey(), new EchoingProvider(each.getValue()));
        String logged;
        try (Streams streams = new Streams()) {
            try (KeptLog log = new KeptLog();
                    Server server = Server.start(config())) {
                Client ada = Premises.person(server);
                for (String path : PUBLIC) kept("public " + path, ada.with("").get(path));
                for (String family : providers.keySet()) connected(ada, family);
                room(ada, "service", "'model':'openai/tiny'");
                voices(ada);
                for (String path : OWN) kept("own " + path, ada.get(path));
                shared(ada);
                logged = log.text();
            }
            exported();
            found.addAll(LEAKS.in("log", logged));
            found.addAll(LEAKS.in("streams", streams.text()));
        }
        for (int at = 0; at < answers.size(); at++)
            found.addAll(LEAKS.in(answers.get(at).lines().findFirst().orElse(""), answers.get(at)));
        found.addAll(LEAKS.under(ground));

        assertThat(found).isEmpty();
        assertThat(logged).contains("Models on offer");
        assertThat(String.join("\n", answers))
                .contains("turn-completed", "turn-failed", "•••", "I have been to the sea.");
        for (EchoingProvider each : providers.values()) {
            assertThat(each.server().requests()).hasSizeGreaterThan(8).allMatch(it -> it.contains(Canary.KEY));
            each.close();
        }
    }

    private EchoingProvider provider(String family) {
        return Objects.requireNonNull(providers.get(family), family);
    }

    private void connected(Client by, String family) throws IOException {
        EchoingProvider provider = provider(family);
        String form = FORM.formatted(family, family, Canary.KEY, provider.base());
        JsonNode made =
                kept(family + " made", by.post("/api/v1/connections", form)).json();
        String at = "/api/v1/connections/" + made.path("id").asText();
        String bad = FORM.formatted(
                family + "-bad", family, Canary.KEY, provider.server().base() + "/bad");
        JsonNode other =
                kept(family + " bad", by.post("/api/v1/connections", bad)).json();
        kept(family + " again", by.post("/api/v1/connections", form));
        kept(
                family + " wrong",
                by.post(
                        "/api/v1/connections",
                        form.replace("'model'", "'modle':1,'model'").replace("http", "file")));
        kept(family + " shown", by.get(at));
        kept(family + " changed", by.patch(at, "{'description':'Mine'}"));
        kept(family + " key", by.put(at, "{'key':'" + Canary.KEY + "'}"));
        kept(family + " tried", by.post("/api/v1/connections/test", form));
        for (String each : List.of(at, "/api/v1/connections/" + other.path("id").asText())) {
            kept(family + " test", by.post(each + "/test", ""));
            kept(family + " models", by.get(each + "/models"));
        }
        String agent = "{'name':'" + family + "','persona':'calm','connection':'"
                + made.path("id").asText() + "'}";
        kept(family + " agent", by.post("/api/v1/agents", agent));
        for (String play : EchoingProvider.PLAYS)
            room(by, play + "-" + family, "'connection':'" + made.path("id").asText() + "'");
        kept(
                family + " removed",
                by.delete("/api/v1/connections/" + other.path("id").asText()));
    }

    /** One turn, and all that can be asked about it. */
    private void room(Client by, String room, String model) {
        String play = room.substring(0, room.indexOf('-') < 0 ? room.length() : room.indexOf('-'));
        String opening = "{'id':'" + room + "','message':'play " + play + "','turns':1,'agents':"
                + "[{'name':'Ann','persona':'calm','voice':'none/none'," + model + "}]}";
        List<String> lines = by.lines("/api/v1/conversations", opening).body().toList();
        answers.add(room + " streamed\n" + String.join("\n", lines));
        String at = "/api/v1/conversations/" + room;
        for (String each : List.of("", "/prompt?turn=1", "/turns/1/receipt", "/verify"))
            kept(room + each, by.get(at + each));
        List<String> past =
                by.lines(by.request(at + "/replay?speed=instant").GET()).body().toList();
        answers.add(room + " replayed\n" + String.join("\n", past));
        if (room.endsWith("-openai"))
            kept(
                    room + " answered",
                    by.post("/chat", "{'message':'play " + play + "','conversationId':'" + room + "'}"));
    }

    private void voices(Client by) {
        for (String provider : List.of("elevenlabs", "openai"))
            for (String where : List.of("", "/bad")) {
                String form = """
                    {'name':'%s','description':'','provider':'%s','provider_type':'tts','api_key':'%s','base_url':'%s'}\
                    """.formatted(
                                provider + where.replace("/", "-"),
                                provider,
                                Canary.KEY,
                                provider("openai").server().base() + where);
                String at = "/voice-connections/"
                        + kept("voice made", by.post("/voice-connections", form))
                                .json()
                                .path("id")
                                .asText();
                kept("voice shown", by.get(at));
                kept("voice tried", by.post(at + "/test", ""));
                kept("voices", by.get(at + "/voices"));
            }
    }

    private void shared(Client by) {
        kept("shared", by.put("/conversations/late-openai/share", "{'is_shared':true}"));
        kept("shared page", by.with("").get("/chat/shared/conversations/late-openai"));
    }

    private Client.Reply kept(String what, Client.Reply reply) {
        answers.add(what + " " + reply.status() + "\n" + reply.headers().map() + "\n" + reply.body());
        return reply;
    }

    /** What the command line tells of a server that has ended, into files that are searched like all others. */
    private void exported() throws IOException {
        String file = new Premises(ground, "house").file().toString();
        for (List<String> order : List.of(
                List.of(
                        "--config",
                        file,
                        "export",
                        "--out",
                        ground.resolve("export.json").toString()),
                List.of("--config", file, "ledger", "prove", "--json"),
                List.of("--config", file, "keys", "list"))) {
            StringWriter out = new StringWriter();
            CommandLine commands = Parley.commandLine();
            commands.setOut(new PrintWriter(out));
            commands.setErr(new PrintWriter(out));
            int code = commands.execute(order.toArray(String[]::new));
            answers.add(order.get(2) + " " + code + "\n" + out);
        }
        assertThat(ground.resolve("export.json")).isNotEmptyFile();
    }
}
