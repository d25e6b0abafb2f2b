package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import parley.http.api.Client;
import parley.http.page.Chromium;
import parley.http.page.RoomInBrowser;
import parley.http.tool.ScriptedTools;
import parley.http.wire.Canary;
import parley.http.wire.WireServer;

/** Agents that use tools: a whole server between a model on the OpenAI wire and a server of tools. */
class LivingToolsTest extends House {
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

        data: [DONE]

        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    private final ScriptedTools tools;
    private final WireServer model;

    LivingToolsTest() throws IOException {
        tools = new ScriptedTools(0, "echo", "other");
        model = new WireServer(this::answer);
    }

    /** Wants the tool until it is told what came of it. */
    private void answer(OutputStream out) throws IOException {
        boolean told = model.requests().getLast().contains("\"tool_call_id\"");
        out.write((HEAD + (told ? SAYS : WANTS)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    String settings() {
        return """
            parley.models.openai { base-url = "%s", model = tooled }
            parley.models.capabilities { tooled { tools = yes } }
            parley.tools.servers.house { url = "%s", headers { Authorization = "Bearer %s" } }
            """.formatted(model.base(), tools.url(), Canary.KEY);
    }

    @BeforeAll
    void come() {
        Client ada = Premises.person(server, "Watcher");
        assertThat(Eventually.becomes(
                        () -> ada.get("/api/v1/tools").json().path("items").size() == 2))
                .isTrue();
    }

    @AfterAll
    void leave() throws IOException {
        tools.close();
        model.close();
    }

    @Test
    void tells_which_tools_there_are() {
        JsonNode echo =
                Premises.person(server, "Reader").get("/api/v1/tools").json().at("/items/0");

        assertThat(echo.path("tool").asText()).isEqualTo("house/echo");
        assertThat(echo.path("description").asText()).isEqualTo("tells");
        assertThat(echo.at("/schema/type").asText()).isEqualTo("object");
        assertThat(echo.path("available").asBoolean()).isTrue();
    }

    @Test
    void an_agent_uses_a_tool_once_and_says_what_came_of_it() {
        Client ada = Premises.person(server, "Ada");
        long before = tools.asked("tools/call", "echo");

        String lines = String.join(
                "\n",
                ada.lines("/api/v1/conversations", opening("ada", agent(ada, "never")))
                        .body()
                        .toList());

        assertThat(lines).containsOnlyOnce("event: tool-called").containsOnlyOnce("event: tool-answered");
        JsonNode receipt = ada.get("/api/v1/conversations/ada/turns/1/receipt").json();
        assertThat(receipt.at("/tools/0/tool").asText()).isEqualTo("house/echo");
        assertThat(receipt.at("/tools/0/result").asText()).isEqualTo("got {\"city\":\"Jena\"}");
        assertThat(ada.get("/api/v1/conversations/ada")
                        .json()
                        .at("/lines/1/text")
                        .asText())
                .isEqualTo("It is sunny in Jena.");
        assertThat(tools.asked("tools/call", "echo")).isEqualTo(before + 1);
        assertThat(lines + receipt).doesNotContain(Canary.KEY);
    }

    @Test
    void a_tool_that_asks_for_leave_waits_for_the_owners_word() {
        Client eva = Premises.person(server, "Eva");
        long before = tools.asked("tools/call", "echo");
        eva.post("/api/v1/conversations", opening("eva", agent(eva, "always")));
        String room = "/api/v1/conversations/eva";
        assertThat(Eventually.becomes(() -> eva.get(room).json().path("asks").size() == 1))
                .isTrue();

        String calls = room + "/turns/1/tool-calls/";
        assertThat(Premises.person(server, "Mallory")
                        .post(calls + "1/approve", "")
                        .status())
                .isEqualTo(404);
        assertThat(eva.post(calls + "7/approve", "").status()).isEqualTo(404);
        assertThat(eva.post(calls + "1/refuse", "").status()).isEqualTo(200);

        assertThat(Eventually.becomes(
                        () -> !eva.get(room).json().path("running").asBoolean()))
                .isTrue();
        JsonNode used = eva.get(room + "/turns/1/receipt").json().at("/tools/0");
        assertThat(used.path("approval").asText()).isEqualTo("refused");
        assertThat(tools.asked("tools/call", "echo")).isEqualTo(before);
    }

    @Test
    void grants_are_kept_as_they_are_said_even_for_a_server_that_is_away() {
        Client ivy = Premises.person(server, "Ivy");
        String id = ivy.post(
                        "/api/v1/agents",
                        "{'name':'Ann','persona':'calm','voice':'none/none','tools':[{'tool':'away/*'},{'tool':'house/echo','approval':'never'}]}")
                .json()
                .path("id")
                .asText();
        String unsaid = "{'name':'Ann','persona':'calmer','voice':'none/none'}";

        JsonNode kept = ivy.put("/api/v1/agents/" + id, unsaid).json().path("tools");

        assertThat(kept.toString())
                .isEqualTo(
                        "[{\"tool\":\"away/*\",\"approval\":\"always\"},{\"tool\":\"house/echo\",\"approval\":\"never\"}]");
        String wrong = "{'name':'Ann','persona':'calm','tools':[{'tool':'echo'}]}";
        assertThat(ivy.post("/api/v1/agents", wrong).status()).isEqualTo(422);
    }

    @Test
    void a_person_ticks_a_tool_and_allows_its_use_on_the_page() throws IOException {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        ChromeDriver chromium = Chromium.open(folder.resolve("profile"), 1440, 900);
        try {
            URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
            RoomInBrowser page = new RoomInBrowser(chromium, address);
            page.register("Una", "una@example.org", "correct horse battery");
            page.go("#/agents");
            page.click(".page-top button.primary");
            page.type("#agent-name", "Wetterfrosch");
            page.type("#agent-persona", "You know the weather.");
            page.click(".tools li:first-child input");
            page.click("dialog[open] button[type=submit]");
            page.until(() -> page.texts("dialog[open]").isEmpty());
            Client una = new Client(
                    server.address().getPort(),
                    new JsonMapper()
                            .readTree(page.kept("parley.session"))
                            .path("token")
                            .asText());
            String agent = una.get("/api/v1/agents").json().at("/items/0/id").asText();
            una.post("/api/v1/conversations", opening("una", agent));
            page.go("#/rooms/una");
            page.await(".use[data-state=asks]");
            page.click(".use button.primary");
            page.await(".use[data-state=done]");
            page.waitForRoundEnd();

            assertThat(page.texts(".use-what")).containsExactly("uses house/echo ({\"city\":\"Jena\"})");
            assertThat(page.turns()).containsExactly("It is sunny in Jena.");
            page.click(".use summary");
            page.until(() -> page.texts(".use-told").equals(List.of("got {\"city\":\"Jena\"}")));
            page.reload();
            page.await(".use[data-state=done]");
            assertThat(page.complaints()).isEmpty();
        } finally {
            chromium.quit();
        }
    }

    private static String agent(Client owner, String approval) {
        return owner.post(
                        "/api/v1/agents",
                        "{'name':'Ann','persona':'calm','voice':'none/none','model':'openai/tooled','tools':[{'tool':'house/echo','approval':'"
                                + approval + "'}]}")
                .json()
                .path("id")
                .asText();
    }

    private static String opening(String room, String agent) {
        return "{'id':'" + room + "','message':'How is the weather in Jena?','turns':1,'agents':['" + agent + "']}";
    }
}
