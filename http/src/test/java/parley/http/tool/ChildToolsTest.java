package parley.http.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.tool.McpToolboxTest.until;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import parley.engine.tool.OfferedTool;
import parley.engine.tool.ToolResult;
import parley.http.wire.Canary;

/** A server of tools that is a program beside ours: the SDK's own, in a process of its own. */
class ChildToolsTest {
    private static McpToolbox toolbox;

    @BeforeAll
    static void open() {
        toolbox = McpToolbox.open(ToolSettings.from(ConfigFactory.parseString(
                        "message-limit = 1 MiB, connect-timeout = 20 s, first-pause = 50 ms, servers.real { env {"
                                + " TOKEN = \""
                                + Canary.KEY + "\" } }")
                .withValue(
                        "servers.real.command",
                        ConfigValueFactory.fromIterable(List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RealTools.class.getName())))
                .withFallback(ConfigFactory.parseResources("tools.conf").getConfig("parley.tools"))
                .resolve()));
        until(() -> !toolbox.offered().isEmpty());
    }

    @AfterAll
    static void close() {
        toolbox.close();
    }

    @Test
    void uses_the_tools_of_a_program() {
        assertThat(toolbox.offered()).extracting(OfferedTool::name).contains("add", "ends", "fails");
        assertThat(use("add", "{\"a\":1,\"b\":2}"))
                .isEqualTo(new ToolResult("3\n(a picture, image/png, which is not shown)", false));
        assertThat(use("fails", "{}")).isEqualTo(new ToolResult("out of ink", true));
    }

    @Test
    void gives_a_program_nothing_of_our_environment_but_what_it_is_told() {
        List<String> names = List.of(
                use("environment", "{}").text().replaceAll("[\\[\\] ]", "").split(",", -1));

        assertThat(names).contains("TOKEN").isSubsetOf("TOKEN", "HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER");
    }

    @Test
    void hears_of_a_tool_that_is_new() {
        assertThat(use("grows", "{}").text()).isEqualTo("grown");

        until(() -> toolbox.offered().stream().anyMatch(it -> it.name().equals("sprout")));
    }

    @Test
    void reads_no_answer_that_is_too_long_and_goes_on() {
        assertThat(use("huge", "{}").text()).contains("more than 1048576 bytes");
        assertThat(use("add", "{\"a\":2,\"b\":2}").failed()).isFalse();
    }

    @Test
    void starts_a_program_anew_that_has_ended_but_calls_nothing_twice() {
        ToolResult result = use("ends", "{}");

        assertThat(result.failed()).isTrue();
        assertThat(result.text()).contains("whether the tool has done its work is not known");
        until(() -> toolbox.offered().stream().anyMatch(toolbox::reaches));
        assertThat(use("add", "{\"a\":2,\"b\":2}").failed()).isFalse();
    }

    @Test
    void ends_its_programs_with_itself() {
        McpToolbox another = McpToolbox.open(
                ToolSettings.from(ConfigFactory.parseString("servers.sleeper { command = [sleep, \"1000\"] }")
                        .withFallback(ConfigFactory.parseResources("tools.conf").getConfig("parley.tools"))
                        .resolve()));
        until(() -> sleepers() == 1);

        another.close();

        assertThat(sleepers()).isZero();
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .children()
                .filter(it -> it.info().command().orElse("").endsWith("sleep"))
                .count();
    }

    private static ToolResult use(String tool, String arguments) {
        OfferedTool offered = toolbox.offered().stream()
                .filter(it -> it.name().equals(tool))
                .findFirst()
                .orElseThrow();
        until(() -> toolbox.reaches(offered));
        return toolbox.use(offered, arguments).toCompletableFuture().join();
    }
}
