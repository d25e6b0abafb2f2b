package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.speech.Speaker;
import parley.engine.trace.Traces;
import parley.http.api.Client;
import parley.http.main.TraceCollector.Seen;
import parley.http.tool.ScriptedTools;
import parley.http.wire.Canary;
import parley.http.wire.WireServer;

/** What a collector of traces is told of a whole server between a model on the OpenAI wire, tools and a voice. */
@TestInstance(Lifecycle.PER_CLASS)
class TracesTest {
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
    private static final String CALLER = "b7ad6b7169203331";
    private static final String SERVER_KIND = "2";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    private final TraceCollector collector;
    private final ScriptedTools tools;
    private final WireServer model;
    private final Hummer hummer = new Hummer();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    TracesTest() throws IOException {
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

    private Server server(String name, String more) throws IOException {
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

    private static String agent(Client owner) {
        return owner.post(
                        "/api/v1/agents",
                        "{'name':'Secretive','persona':'calm as Canterbury','voice':'hum/alto','model':'openai/tooled',"
                                + "'tools':[{'tool':'house/echo','approval':'never'}]}")
                .json()
                .path("id")
                .asText();
    }

    /** Opens a room and hears its first round to the end. */
    private static void talk(Client by, String room, String agent, String message) {
        String opening = "{'id':'" + room + "','message':'" + message + "','turns':1,'agents':['" + agent + "']}";
        var request = by.request("/api/v1/conversations")
                .header("traceparent", "00-" + trace(room) + "-" + CALLER + "-01")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(opening.replace('\'', '"')));
        assertThat(by.lines(request).body().collect(Collectors.joining("\n"))).contains("event: round-ended");
    }

    /** The trace of whoever calls to open a room. */
    private static String trace(String room) {
        return "%032x".formatted(room.hashCode() & 0xffffffffL | 1);
    }

    private List<Seen> of(String room) {
        return collector.spans().stream()
                .filter(it -> it.trace().equals(trace(room)))
                .toList();
    }

    private static Seen one(List<Seen> spans, String name) {
        return spans.stream()
                .filter(it -> it.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_message_is_one_trace_from_the_request_to_the_voice() throws IOException {
        Client ada = Premises.person(server, "Ada");
        String agent = agent(ada);

        talk(ada, "ada-room", agent, "How is the weather in Jena?");

        assertThat(Eventually.becomes(() -> of("ada-room").size() == 6)).isTrue();
        List<Seen> spans = of("ada-room");
        Seen request = one(spans, "POST");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.name()).isEqualTo("POST /api/v1/conversations");
        assertThat(request.kind()).asString().isEqualTo(SERVER_KIND);
        assertThat(request.attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/api/v1/conversations")
                .containsEntry("http.response.status_code", "200");
        Seen turn = one(spans, "invoke_agent");
        assertThat(turn.parent()).isEqualTo(request.id());
        assertThat(turn.name()).isEqualTo("invoke_agent " + agent);
        assertThat(turn.attributes())
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("gen_ai.agent.id", agent)
                .containsEntry("gen_ai.conversation.id", "ada-room")
                .containsEntry("parley.turn", "1")
                .containsEntry("parley.attempt", "1")
                .containsEntry("parley.end", "stop");
        List<Seen> chats =
                spans.stream().filter(it -> it.name().equals("chat tooled")).toList();
        assertThat(chats).hasSize(2).allSatisfy(it -> {
            assertThat(it.parent()).isEqualTo(turn.id());
            assertThat(it.attributes())
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "tooled")
                    .containsKeys("gen_ai.usage.input_tokens", "gen_ai.response.time_to_first_chunk");
            assertThat(it.events()).containsExactly("first_chunk");
        });
        assertThat(chats)
                .extracting(it -> it.attribute("gen_ai.response.finish_reasons"))
                .containsExactlyInAnyOrder("tool_calls", "stop");
        assertThat(chats)
                .anySatisfy(it -> assertThat(it.attributes())
                        .containsEntry("gen_ai.usage.input_tokens", "21")
                        .containsEntry("gen_ai.usage.output_tokens", "6"));
        Seen tool = one(spans, "execute_tool");
        assertThat(tool.parent()).isEqualTo(turn.id());
        assertThat(tool.attributes())
                .containsEntry("gen_ai.operation.name", "execute_tool")
                .containsEntry("gen_ai.tool.name", "house/echo");
        Seen speak = one(spans, "speak");
        assertThat(speak.parent()).isEqualTo(turn.id());
        assertThat(speak.attributes())
                .containsEntry("parley.voice", "hum/alto")
                .containsEntry("parley.characters", "20")
                .containsEntry("parley.sound.length", "0.8");
        assertThat(speak.events()).containsExactly("first_sound");
        assertThat(spans).allMatch(Seen::timed).noneMatch(Seen::error);
        assertThat(collector.keys()).contains("secret=1");
    }

    @Test
    void nothing_that_anybody_said_and_no_key_is_in_a_trace() {
        Client bea = Premises.person(server, "Bea");
        String agent = agent(bea);

        talk(bea, "bea-room", agent, "How is the weather in Jena, dear Persephone?");
        talk(bea, "bea-refused", agent, "Now refuse me, Persephone.");

        assertThat(Eventually.becomes(() -> of("bea-room").size() >= 6
                        && collector.spans().stream()
                                .anyMatch(it ->
                                        it.attribute("gen_ai.conversation.id").equals("bea-refused"))))
                .isTrue();
        assertThat(collector.everything())
                .contains("bea-room")
                .doesNotContain(
                        Canary.KEY,
                        Canary.KEY.substring(0, Canary.KEY.length() / 2),
                        "Persephone",
                        "sunny",
                        "Canterbury",
                        "Secretive",
                        "city",
                        "example.com");
        assertThat(String.join("\n", model.requests())).contains("Persephone", Canary.KEY);
    }

    @Test
    void a_refusal_of_the_provider_is_told_by_its_class() {
        Client cleo = Premises.person(server, "Cleo");

        talk(cleo, "cleo-room", agent(cleo), "Now refuse me.");

        assertThat(Eventually.becomes(() -> collector.spans().stream()
                        .anyMatch(it -> it.attribute("gen_ai.conversation.id").equals("cleo-room"))))
                .isTrue();
        Seen turn = collector.spans().stream()
                .filter(it -> it.attribute("gen_ai.conversation.id").equals("cleo-room"))
                .findFirst()
                .orElseThrow();
        Seen chat = collector
                .named("chat")
                .filter(it -> it.parent().equals(turn.id()))
                .findFirst()
                .orElseThrow();
        assertThat(chat.attribute("error.type")).isEqualTo("unauthorized");
        assertThat(chat.error()).isTrue();
        assertThat(turn.attribute("parley.end")).isEqualTo("failed");
        assertThat(turn.error()).isTrue();
    }

    @Test
    void a_round_that_began_by_itself_is_linked_with_the_request_it_comes_from() {
        Client dora = Premises.person(server, "Dora");
        String room = "/api/v1/conversations/dora-room";
        dora.post(
                "/api/v1/conversations",
                "{'id':'dora-room','agents':['" + agent(dora) + "'],'rules':{'approval':true}}");
        dora.post(room + "/messages", "{'text':'Wait for me.','turns':1}");
        int waiting = dora.post(room + "/messages", "{'text':'Then this.','turns':1,'whenBusy':'queue','id':'later'}")
                .status();

        assertThat(waiting).isEqualTo(202);
        assertThat(Eventually.becomes(() -> {
                    dora.post(room + "/approve", "");
                    return turns("dora-room").size() >= 2;
                }))
                .isTrue();
        Seen later = turns("dora-room").get(1);
        assertThat(later.parent()).isEmpty();
        assertThat(later.links()).hasSize(1);
        assertThat(collector.named("POST /api/v1/conversations/{id}/messages").map(Seen::trace))
                .containsAnyElementsOf(later.links());
    }

    private List<Seen> turns(String room) {
        return collector.spans().stream()
                .filter(it -> it.attribute("gen_ai.conversation.id").equals(room))
                .sorted((one, other) -> one.attribute("parley.turn").compareTo(other.attribute("parley.turn")))
                .toList();
    }

    @Test
    void providers_are_told_of_the_trace_only_where_a_setting_says_so() throws IOException {
        Client eve = Premises.person(server, "Eve");
        talk(eve, "eve-room", agent(eve), "Hello.");
        assertThat(model.requests()).noneMatch(it -> it.contains("traceparent"));

        try (Server telling =
                server("telling", "parley.traces { endpoint = \"" + collector.address() + "\", to-providers = on }")) {
            Client fay = Premises.person(telling, "Fay");
            talk(fay, "fay-room", agent(fay), "Hello.");
        }

        assertThat(model.requests().removeIf(it -> it.contains("traceparent: 00-" + trace("fay-room"))))
                .isTrue();
    }

    @Test
    void where_nobody_asks_for_traces_nothing_is_recorded() throws IOException {
        int before = collector.spans().size();
        try (Server quiet = server("quiet", "")) {
            Client gil = Premises.person(quiet, "Gil");
            talk(gil, "gil-room", agent(gil), "Hello.");

            assertThat(Traces.of(quiet.system()).on()).isFalse();
        }
        assertThat(collector.spans().subList(before, collector.spans().size()))
                .noneMatch(it -> it.attribute("gen_ai.conversation.id").equals("gil-room"));
    }

    @Test
    void a_collector_that_is_gone_holds_nobody_up_and_is_told_of_once() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (KeptLog log = new KeptLog();
                Server alone = server(
                        "alone",
                        "parley.traces { endpoint = \"http://127.0.0.1:" + port + "\", queue = 2, batch = 1 }")) {
            Client ida = Premises.person(alone, "Ida");
            String agent = agent(ida);
            for (int room = 0; room < 5; room++) talk(ida, "ida-" + room, agent, "Hello.");

            assertThat(Eventually.becomes(() -> log.text().contains("traces cannot be sent to")))
                    .isTrue();
            assertThat(log.text()).containsOnlyOnce("traces cannot be sent to http://127.0.0.1:" + port);
        }
    }

    @Test
    @Tag("campaign")
    void a_collector_that_never_answers_holds_nobody_up() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0);
                Server alone = server(
                        "deaf",
                        "parley.traces { endpoint = \"http://127.0.0.1:" + deaf.getLocalPort()
                                + "\", queue = 2, batch = 1, timeout = 60 s }")) {
            Client joe = Premises.person(alone, "Joe");
            String agent = agent(joe);
            for (int room = 0; room < 5; room++) talk(joe, "joe-" + room, agent, "Hello.");
        }
    }
}
