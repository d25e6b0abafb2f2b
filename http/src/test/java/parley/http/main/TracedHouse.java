package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.Speaker;
import parley.http.api.Client;
import parley.http.tool.ScriptedTools;
import parley.http.wire.Canary;
import parley.http.wire.WireServer;

/** A whole server between a model on the OpenAI wire, tools and a voice that hums, with a collector of its traces beside it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TracedHouse {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String WANTS = """
        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":\
        {"name":"house__echo","arguments":"{\\"city\\":\\"Jena\\"}"}}]},"finish_reason":null}]}

        data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

        data: [DONE]

        """;
    private static final String SAYS = """
        data: {"choices":[{"delta":{"content":"It is sunny in Jena."},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":21,"completion_tokens":6}}

        data: [DONE]

        """;
    static final String CALLER = "b7ad6b7169203331";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    final TraceCollector collector;
    private final ScriptedTools tools;
    final WireServer model;
    private final Hummer hummer = new Hummer();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    Server server;

    TracedHouse() throws IOException {
        collector = new TraceCollector();
        tools = new ScriptedTools(0, "echo");
        model = new WireServer(this::answer);
    }

    /** Wants the tool until it is told what came of it; refuses who is refused. */
    private void answer(OutputStream out) throws IOException {
        String request = model.requests().getLast();
        boolean told = request.contains("\"tool_call_id\"") || !request.contains("weather");
        String refused = "HTTP/1.1 401 " + Canary.KEY + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        String answer = request.contains("refuse me") ? refused : HEAD + (told ? SAYS : WANTS);
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeAll
    void open() throws IOException {
        server = server(
                "traced",
                "parley.traces { endpoint = \"" + collector.address() + "\", headers = \"X-collector-key="
                        + "secret%3D1\" }");
    }

    Server server(String name, String more) throws IOException {
        String settings = """
            parley.models.openai { base-url = "%s", model = tooled, api-key = "%s" }
            parley.models.capabilities { tooled { tools = yes } }
            parley.tools.servers.house { url = "%s", headers { Authorization = "Bearer %s" } }
            parley.upstream.retries.tries = 1
            parley.traces { every = 100 ms, timeout = 500 ms, last-within = 100 ms }
            """.formatted(model.base(), Canary.KEY, tools.url(), Canary.KEY);
        Server opened = Server.start(
                ConfigFactory.parseString(more)
                        .withFallback(ConfigFactory.parseString(settings))
                        .withFallback(new Premises(folder, name).config()),
                new Furnishing() {
                    @Override
                    public Speaker speaker(Speaker opened) {
                        return hummer;
                    }
                });
        Client watcher = Premises.person(opened, "Watcher");
        assertThat(Eventually.becomes(
                        () -> watcher.get("/api/v1/tools").json().path("items").size() == 1))
                .isTrue();
        return opened;
    }

    @AfterAll
    void leave() throws IOException {
        server.close();
        tools.close();
        model.close();
        collector.close();
    }

    static String agent(Client owner) {
        return owner.post(
                        "/api/v1/agents",
                        "{'name':'Secretive','persona':'calm as Canterbury','voice':'hum/alto','model':'openai/tooled',"
                                + "'tools':[{'tool':'house/echo','approval':'never'}]}")
                .json()
                .path("id")
                .asText();
    }

    /** Opens a room and hears its first round to the end. */
    static void talk(Client by, String room, String agent, String message) {
        talk(by, room, "'message':'" + message + "','turns':1,'agents':['" + agent + "']");
    }

    /** The same with whatever is wanted of the room. */
    static void talk(Client by, String room, String wanted) {
        String opening = "{'id':'" + room + "'," + wanted + "}";
        var request = by.request("/api/v1/conversations")
                .header("traceparent", "00-" + trace(room) + "-" + CALLER + "-01")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(opening.replace('\'', '"')));
        assertThat(by.lines(request).body().collect(Collectors.joining("\n"))).contains("event: round-ended");
    }

    /** The trace of whoever calls to open a room. */
    static String trace(String room) {
        return "%032x".formatted((room.hashCode() & 0xffffffffL) | 1);
    }
}
