package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.Depot.QUOTA;
import static parley.http.main.Depot.field;
import static parley.http.main.Depot.form;
import static parley.http.main.Depot.stored;
import static parley.http.main.Depot.used;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.http.api.Client;

/** Every door of files over HTTP, with the real engine and a real disk behind it. */
@TestInstance(Lifecycle.PER_CLASS)
class LivingFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Depot depot;

    @BeforeAll
    void open() throws IOException {
        depot = new Depot(directory);
    }

    @AfterAll
    void close() {
        depot.close();
    }

    @Test
    void keeps_a_file_until_it_is_deleted() throws IOException {
        Client ada = depot.somebody();
        long before = depot.onDisk();
        String file = stored(ada, "tea.txt", "Tea at five".getBytes(UTF_8));

        assertThat(ada.get(file + "/content").body()).isEqualTo("Tea at five");
        assertThat(ada.get(file).json().path("sha256").asText())
                .isEqualTo("55472cd0bf22e8eaca33b9d22483af789ba804e8d6f6e730b25dfcc849ae2477");
        assertThat(ada.get("/api/v1/files")
                        .json()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("tea.txt");
        assertThat(ada.get("/api/v1/files/usage").body()).contains("\"bytes\":11,\"files\":1,\"mostBytes\":" + QUOTA);

        assertThat(ada.delete(file).status()).isEqualTo(204);
        assertThat(ada.get(file).status()).isEqualTo(404);
        assertThat(ada.get(file + "/content").status()).isEqualTo(404);
        assertThat(ada.get("/api/v1/files").json().path("total").asInt()).isZero();
        assertThat(used(ada)).isZero();
        assertThat(depot.onDisk()).isEqualTo(before);
    }

    @Test
    void lists_page_by_page_in_either_order() {
        Client ada = depot.somebody();
        for (String name : List.of("a", "b", "c")) stored(ada, name, name.getBytes(UTF_8));

        assertThat(ada.get("/api/v1/files?limit=1&page=2&sort=createdAt")
                        .json()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("b");
        assertThat(ada.get("/api/v1/files?limit=1")
                        .json()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("c");
        assertThat(ada.get("/api/v1/files?sort=name").status()).isEqualTo(422);
    }

    @Test
    void takes_a_form_and_believes_the_bytes_and_not_their_sender() {
        Client ada = depot.somebody();
        Client.Reply reply = form(
                ada,
                field("file", "计划🍵.png", "<!doctype html><html><script>alert(1)</script></html>") + "--edge--\r\n");

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.json().path("name").asText()).isEqualTo("计划🍵.png");
        assertThat(reply.json().path("mediaType").asText()).isEqualTo("text/html");
        Client.Reply content = ada.get(reply.header("Location") + "/content");
        assertThat(content.header("Content-Disposition"))
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''%E8%AE%A1%E5%88%92%F0%9F%8D%B5.png");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Security-Policy")).contains("sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 206, 234, bytes 2-4/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=0-99, 206, 0123456789, bytes 0-9/10",
        "'bytes=0-1,4-5', 200, 0123456789, ''",
        "bytes=5-2, 200, 0123456789, ''",
        "bytes=10-, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10",
    })
    void sends_the_piece_that_is_asked_for(String range, int status, String body, String told) {
        Client ada = depot.somebody();
        String file = stored(ada, "digits.txt", "0123456789".getBytes(UTF_8));

        Client.Reply reply = ada.send(
                ada.request(file + "/content").setHeader("Range", range).GET());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.header("Content-Range")).isEqualTo(told);
    }

    @Test
    void sends_nothing_that_a_browser_has_already() {
        Client ada = depot.somebody();
        String file = stored(ada, "a.txt", "a".getBytes(UTF_8)) + "/content";
        String tag = ada.get(file).header("ETag");

        assertThat(ada.send(ada.request(file).setHeader("If-None-Match", tag).GET())
                        .status())
                .isEqualTo(304);
        assertThat(ada.send(ada.request(file)
                                .setHeader("Range", "bytes=0-0")
                                .setHeader("If-Range", "\"other\"")
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void does_not_exist_for_strangers() {
        Client ada = depot.somebody();
        Client eve = depot.somebody();
        Client nobody = ada.with("");
        String file = stored(ada, "secret.txt", "secret".getBytes(UTF_8));

        for (String door : List.of("", "/content", "/text")) {
            assertThat(eve.get(file + door).status()).as(door).isEqualTo(404);
            assertThat(nobody.get(file + door).status()).as(door).isEqualTo(401);
        }
        assertThat(eve.delete(file).status()).isEqualTo(404);
        assertThat(eve.post(file + "/link", "{}").status()).isEqualTo(404);
        assertThat(eve.get("/api/v1/files").json().path("total").asInt()).isZero();
        assertThat(ada.get(file).status()).isEqualTo(200);
    }

    @Test
    void opens_to_whoever_holds_a_link_until_its_time_is_over() {
        Client ada = depot.somebody();
        Client nobody = ada.with("");
        String file = stored(ada, "shared.txt", "shared".getBytes(UTF_8));
        String link =
                ada.post(file + "/link", "{'expiresIn':60}").json().path("url").asText();

        assertThat(nobody.get(link).body()).isEqualTo("shared");
        String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BB" : "AA");
        assertThat(nobody.get(forged).status()).isEqualTo(404);
        assertThat(nobody.get("/api/v1/files/shared/x").status()).isEqualTo(404);
        assertThat(ada.post(file + "/link", "{'expiresIn':0}").status()).isEqualTo(422);
        assertThat(ada.post(file + "/link", "{'expiresIn':99999999}").status()).isEqualTo(422);
        ada.delete(file);
        assertThat(nobody.get(link).status()).isEqualTo(404);
    }

    @Test
    void keeps_an_empty_file() {
        Client ada = depot.somebody();
        String file = stored(ada, "empty", new byte[0]);

        Client.Reply content = ada.get(file + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.body()).isEmpty();
        assertThat(ada.get(file).json().path("mediaType").asText()).isEqualTo("application/octet-stream");
    }
}
