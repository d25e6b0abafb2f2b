package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.Depot.LARGEST;
import static parley.http.main.Depot.QUOTA;
import static parley.http.main.Depot.field;
import static parley.http.main.Depot.form;
import static parley.http.main.Depot.stored;
import static parley.http.main.Depot.upload;
import static parley.http.main.Depot.uploadInPieces;
import static parley.http.main.Depot.used;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;

/** What people send who mean no good, or whose line breaks: nothing of it stays, and nothing gets where it should not. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileFilesTest {
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

    @ParameterizedTest
    @CsvSource({
        "../../../etc/passwd, passwd",
        "..\\..\\windows\\system32\\CON, CON",
        "/absolute/NUL.txt, NUL.txt",
        "a:b*c?.txt, a:b*c?.txt",
        "..., ...",
    })
    void keeps_a_hostile_name_as_a_name_alone(String given, String name) throws IOException {
        Client ada = depot.somebody();
        String file = stored(ada, given, "x".getBytes(UTF_8));

        assertThat(ada.get(file).json().path("name").asText()).isEqualTo(name);
        assertThat(ada.get(file + "/content").body()).isEqualTo("x");
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.map(it -> String.valueOf(it.getFileName()))).doesNotContain(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/", "nul\u0000.txt", "line\nbreak", "txt.\u202Eexe"})
    void refuses_a_name_that_cannot_be_shown(String name) {
        Client ada = depot.somebody();

        assertThat(upload(ada, name, new byte[1]).status()).isEqualTo(422);
        assertThat(upload(ada, "a".repeat(256), new byte[1]).status()).isEqualTo(422);
        assertThat(used(ada)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2f..%2fparley.mv.db",
                "%00",
                "file-",
                "file-AAAAAAAAAAAAAAAAAAAA",
                "con",
            })
    void finds_nothing_under_an_id_that_was_not_made_here(String id) {
        Client ada = depot.somebody();

        assertThat(ada.get("/api/v1/files/" + id + "/content").status()).isIn(400, 404, 422);
    }

    @Test
    void takes_nothing_that_is_too_large() throws IOException {
        Client ada = depot.somebody();
        long before = depot.onDisk();

        assertThat(upload(ada, "large", new byte[LARGEST + 1]).problem()).startsWith("413 too_large");
        assertThat(uploadInPieces(ada, "unknown", new byte[LARGEST + 1]).problem())
                .startsWith("413 too_large");
        assertThat(form(ada, field("file", "large", "x".repeat(LARGEST + 1)) + "--edge--\r\n")
                        .problem())
                .startsWith("413 too_large");
        assertThat(used(ada)).isZero();
        assertThat(depot.onDisk()).isEqualTo(before);
        assertThat(upload(ada, "fits", new byte[LARGEST]).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf",
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nwhole\r\n--edge\r\n",
                "--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--edge--\r\n",
                "--edge\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno name\r\n--edge--\r\n",
                "--edge--\r\n",
                "no form at all",
                "",
            })
    void leaves_nothing_of_a_form_that_is_broken(String body) throws IOException {
        Client ada = depot.somebody();
        long before = depot.onDisk();

        assertThat(form(ada, body).status()).isIn(400, 422);
        assertThat(form(ada, field("file", "a", "1") + field("file", "b", "2") + "--edge--\r\n")
                        .status())
                .isEqualTo(422);
        assertThat(used(ada)).isZero();
        assertThat(ada.get("/api/v1/files").json().path("total").asInt()).isZero();
        assertThat(depot.onDisk()).isEqualTo(before);
    }

    @Test
    void leaves_nothing_of_a_request_that_said_more_than_it_sent() throws IOException {
        Client ada = depot.somebody();
        long before = depot.onDisk();
        String head = "POST /api/v1/files?name=lie HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ada.token()
                + "\r\nContent-Length: 100000\r\n\r\n";

        RawRequest.sendAndHangUp(depot.address(), head + "only this");

        assertThat(Eventually.becomes(() -> depot.onDisk() == before)).isTrue();
        assertThat(used(ada)).isZero();
        assertThat(upload(ada, "next", new byte[LARGEST]).status()).isEqualTo(201);
    }

    @Test
    void never_holds_more_than_its_owner_may_have_however_many_come_at_once() {
        Client ada = depot.somebody();
        int size = 30 << 10;
        byte[] bytes = new byte[size];
        List<CompletableFuture<Client.Reply>> replies = IntStream.range(0, 100)
                .mapToObj(it -> CompletableFuture.supplyAsync(
                        () -> it % 2 == 0 ? upload(ada, "f" + it, bytes) : uploadInPieces(ada, "g" + it, bytes),
                        Thread::startVirtualThread))
                .toList();

        List<Integer> statuses = replies.stream().map(it -> it.join().status()).toList();

        long kept = statuses.stream().filter(it -> it == 201).count();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(kept).isBetween(1L, (long) QUOTA / size);
        assertThat(used(ada)).isEqualTo(kept * size);
        assertThat(ada.get("/api/v1/files").json().path("total").asLong()).isEqualTo(kept);
    }
}
