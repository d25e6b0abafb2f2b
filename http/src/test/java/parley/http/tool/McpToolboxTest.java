package parley.http.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;
import parley.http.wire.Canary;

/** Servers of tools over HTTP, and what can go wrong with them. */
class McpToolboxTest {
    private static final String[] TOOLS = {
        "echo", "slow", "dies", "broken", "page", "huge", "long", "refuses", "leaks", "streams"
    };

    private static ScriptedTools server;
    private static McpToolbox toolbox;

    @BeforeAll
    static void open() throws IOException {
        server = new ScriptedTools(0, TOOLS);
        toolbox = toolbox(server.url());
        until(() -> toolbox.offered().size() == TOOLS.length);
    }

    @AfterAll
    static void close() {
        server.close();
        toolbox.close();
    }

    @Test
    void offers_all_pages_of_a_server_in_order_by_names_that_models_take() {
        List<String> names =
                toolbox.offered().stream().map(it -> it.spec().name()).toList();

        assertThat(names).hasSize(TOOLS.length).isSorted().contains("house__echo");
        assertThat(offered("echo").spec().schema()).isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void uses_a_tool_once_and_tells_what_it_said() {
        assertThat(use("echo", "{\"city\":\"Jena\"}")).isEqualTo(new ToolResult("got {\"city\":\"Jena\"}", false));
        assertThat(server.asked("tools/call", "echo")).isEqualTo(1);
    }

    @Test
    void takes_an_answer_in_an_event_stream() {
        assertThat(use("streams", "{}")).isEqualTo(new ToolResult("in an event", false));
    }

    @ParameterizedTest
    @CsvSource({
        "dies, whether the tool has done its work is not known",
        "broken, answered nothing that can be read",
        "page, answered nothing that can be read",
        "huge, more than 1048576 bytes",
        "refuses, closed on Sundays",
        "slow, did not answer within 1 s"
    })
    void tells_in_words_what_went_wrong_and_never_tries_again(String tool, String words) {
        ToolResult result = use(tool, "{}");

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).contains(words);
        until(() -> toolbox.reaches(offered("echo")));
        assertThat(use("echo", "{\"after\":\"" + tool + "\"}").failed()).isFalse();
        assertThat(server.asked("tools/call", tool)).isEqualTo(1);
    }

    @Test
    void cuts_what_is_too_long_for_a_model() {
        ToolResult result = use("long", "{}");

        assertThat(result.text()).hasSizeLessThanOrEqualTo(65_536).endsWith("(cut off here: 100000 characters in all)");
        assertThat(result.failed()).isFalse();
    }

    @Test
    void sends_the_operators_key_and_tells_it_nobody() {
        ToolResult result = use("leaks", "{}");

        assertThat(server.keys()).contains("Bearer " + Canary.KEY);
        assertThat(result.text()).contains("•••").doesNotContain(Canary.KEY);
    }

    @Test
    void tells_the_server_when_nobody_waits_any_more() throws IOException {
        try (ScriptedTools other = new ScriptedTools(0, "slow");
                McpToolbox box = toolbox(other.url())) {
            until(() -> !box.offered().isEmpty());
            CompletableFuture<ToolResult> waiting =
                    box.use(box.offered().getFirst(), "{}").toCompletableFuture();
            until(() -> other.asked("tools/call", "slow") == 1);

            waiting.cancel(true);

            until(() -> other.asked("notifications/cancelled", "") == 1);
        }
    }

    @Test
    void refuses_arguments_that_are_none_and_tools_that_are_not_there() {
        assertThat(use("echo", "[1]").text()).isEqualTo("the arguments are no JSON object");
        assertThat(use("echo", "{\"a\":").failed()).isTrue();
        OfferedTool stranger =
                new OfferedTool("house", "unheard-of", offered("echo").spec());
        assertThat(toolbox.use(stranger, "{}").toCompletableFuture().join().text())
                .isEqualTo("there is no tool house/unheard-of");
    }

    @Test
    void follows_a_server_that_changes_goes_and_comes_back() throws IOException {
        ScriptedTools first = new ScriptedTools(0, "old");
        try (McpToolbox box = toolbox(first.url())) {
            until(() -> box.offered().size() == 1);
            OfferedTool old = box.offered().getFirst();

            first.offers("old", "new");
            until(() -> box.offered().size() == 2);

            int port = first.port();
            first.close();
            until(() -> box.use(old, "{}").toCompletableFuture().join().failed() && !box.reaches(old));
            assertThat(box.offered()).hasSize(2);

            try (ScriptedTools second = new ScriptedTools(port, "old", "young")) {
                until(() -> box.reaches(old) && box.offered().getLast().name().equals("young"));
                OfferedTool young = box.offered().getLast();
                assertThat(box.use(young, "{}").toCompletableFuture().join().failed())
                        .isFalse();
                assertThat(second.asked("tools/call", "young")).isEqualTo(1);
            }
        }
    }

    private static McpToolbox toolbox(String url) {
        return McpToolbox.open(ToolSettings.from(ConfigFactory.parseString("""
            message-limit = 1 MiB, timeout = 1 s, connect-timeout = 2 s
            first-pause = 50 ms, longest-pause = 100 ms
            servers.house { url = "%s", headers { Authorization = "Bearer %s" } }
            """.formatted(url, Canary.KEY))
                .withFallback(ConfigFactory.parseResources("tools.conf").getConfig("parley.tools"))
                .resolve()));
    }

    private static OfferedTool offered(String name) {
        return toolbox.offered().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ToolResult use(String tool, String arguments) {
        return toolbox.use(offered(tool), arguments).toCompletableFuture().join();
    }

    static void until(BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it should have come to that").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
