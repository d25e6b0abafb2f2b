package parley.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import parley.http.edge.EdgeSettings;
import parley.http.edge.Envelope;
import parley.http.edge.Problems;
import parley.http.manual.Manual;

/** The OpenAPI document and the page that shows it, as they are served. */
final class ManualTest {
    private static ActorTestKit kit;

    @TempDir
    private static Path profile;

    private static URI address = URI.create("http://127.0.0.1");

    @BeforeAll
    static void serve() {
        kit = ActorTestKit.create(ConfigFactory.parseString("""
            pekko.actor.provider = local
            """).withFallback(ConfigFactory.load()));
        EdgeSettings settings =
                EdgeSettings.from(kit.system().settings().config().getConfig("parley.http"));
        ServerBinding binding = Http.get(kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(Envelope.around(
                        settings, _ -> Problems::plainly, Manual.of("1.2.3").routes()))
                .toCompletableFuture()
                .join();
        address = URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + "/");
    }

    @AfterAll
    static void close_the_server() {
        kit.shutdownTestKit();
    }

    private static HttpResponse<String> got(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (headers.length > 0) request.headers(headers);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void the_page_shows_every_group_of_operations_and_breaks_no_rule_of_its_policy() {
        assumeTrue(Chromium.found(), "skipped: no Chromium found");
        ChromeDriver chromium = Chromium.open(profile, 1280, 900);
        try {
            RoomInBrowser page = new RoomInBrowser(chromium, address.resolve("docs"));
            page.complaints();

            page.visit();
            page.await("#operations-tag-connections");
            page.click("#operations-tag-connections");
            page.await("#operations-connections-listConnections");
            page.click("#operations-connections-listConnections .opblock-summary-control");
            page.await("#operations-connections-listConnections .responses-table");

            assertThat(page.texts("h1, h2").getFirst()).contains("Parley");
            assertThat(page.texts(".errors-wrapper")).isEmpty();
            assertThat(page.complaints()).isEmpty();
            chromium.executeScript(
                    "document.body.append(Object.assign(new Image(), {src: 'http://localhost:9/x.png'}))");
            page.until(() -> page.complaints().stream().anyMatch(it -> it.contains("Content Security Policy")));
        } finally {
            chromium.quit();
        }
    }

    @Test
    void the_page_may_speak_with_this_server_only() throws Exception {
        String policy =
                got("docs").headers().firstValue("Content-Security-Policy").orElse("");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void a_browser_keeps_what_it_has() throws Exception {
        for (String path : new String[] {"openapi.json", "docs", "docs/swagger-ui-bundle.js", "docs/start.js"}) {
            HttpResponse<String> first = got(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(got(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(304);
        }
    }

    @Test
    void nothing_else_of_the_archive_is_served() throws Exception {
        assertThat(got("docs/swagger-initializer.js").statusCode()).isEqualTo(404);
        assertThat(got("docs/oauth2-redirect.html").statusCode()).isEqualTo(404);
        assertThat(got("docs/..%2fopenapi%2fcommon.yaml").statusCode()).isEqualTo(404);
    }
}
