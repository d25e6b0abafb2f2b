package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.http.main.CardFiles.card;
import static parley.http.main.CardFiles.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.http.api.Client;
import parley.http.main.CardFiles.Sent;

/** Cards of people who mean no good, cards in great numbers, and what is left where something fails: nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class CardImportsTest {
    private static final String DOOR = "/api/v1/characters";
    /** No agent of this name can be made here. */
    private static final String DOOMED = "Doomed";

    /** What no test may take for a card. */
    private static final Set<String> NO_CARDS = Set.of(
            "png-length-overflow-loop.png",
            "png-bad-base64.png",
            "png-json-array.png",
            "png-empty.png",
            "png-text-without-nul.png",
            "json-deep-array.json",
            "json-empty.json",
            "charx-only-nested.charx",
            "charx-case.charx",
            "charx-encrypted-flag.charx");

    private final AtomicInteger people = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Server server;

    @BeforeAll
    void open(@TempDir Path ground) throws IOException {
        server = Server.start(new Premises(ground, "cards").config(), new Furnishing() {
            @Override
            public Agents agents(Agents sharded) {
                return failing(sharded);
            }
        });
    }

    @AfterAll
    void close() {
        if (server != null) server.close();
    }

    private static Agents failing(Agents sharded) {
        return (Agents) Proxy.newProxyInstance(
                Agents.class.getClassLoader(), new Class<?>[] {Agents.class}, (_, method, arguments) -> {
                    if (arguments != null)
                        for (Object it : arguments)
                            if (it instanceof Casting casting && casting.name().equals(DOOMED))
                                return CompletableFuture.failedFuture(new IllegalStateException("no agents today"));
                    try {
                        return method.invoke(sharded, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private Client somebody() {
        return Premises.person(server, "importer" + people.incrementAndGet());
    }

    private static long files(Client by) {
        return by.get("/api/v1/files").json().path("total").asLong(-1);
    }

    private static long characters(Client by) {
        return by.get(DOOR).json().path("total").asLong(-1);
    }

    private static Client.Reply sent(Client by, List<Sent> files) {
        return CardFiles.post(by, DOOR, "file", files);
    }

    static Stream<Sent> hostile() {
        return CardFiles.folder("hostile").stream();
    }

    @Test
    void what_is_hostile_is_refused_in_words_or_taken_for_data_and_leaves_nothing_else() {
        Client ada = somebody();
        hostile().forEach(it -> {
            long files = files(ada);
            long characters = characters(ada);
            Client.Reply reply = sent(ada, List.of(it));

            assertThat(reply.status()).as(it.name() + " " + reply.body()).isIn(200, 201, 400, 413, 422);
            if (NO_CARDS.contains(it.name()))
                assertThat(reply.status()).as(it.name()).isIn(400, 413, 422);
            if (reply.status() < 300) return;
            assertThat(reply.json().path("detail").asText()).as(it.name()).hasSizeGreaterThan(10);
            assertThat(reply.body()).doesNotContain("Exception", "parley-characters", "/tmp", "\tat ");
            assertThat(files(ada)).as(it.name()).isEqualTo(files);
            assertThat(characters(ada)).as(it.name()).isEqualTo(characters);
        });
    }

    @Test
    void what_is_hostile_and_a_card_all_the_same_is_shown_and_goes_out_again() {
        Client ada = somebody();
        hostile().filter(it -> !NO_CARDS.contains(it.name())).forEach(it -> {
            Client.Reply reply = sent(ada, List.of(it));
            if (reply.status() >= 300) return;
            String character = DOOR + "/" + reply.json().path("id").asText();

            for (String door :
                    List.of("", "/portrait?size=64", "/assets", "/export?format=png", "/export?format=charx"))
                assertThat(ada.raw(character + door).statusCode())
                        .as(it.name() + door)
                        .isEqualTo(200);
        });
    }

    @Test
    void nothing_is_left_where_an_agent_cannot_be_made() {
        Client ada = somebody();

        Client.Reply reply = sent(ada, List.of(card(DOOMED)));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(files(ada)).isZero();
        assertThat(characters(ada)).isZero();
        assertThat(ada.get("/api/v1/files/usage").json().path("bytes").asLong(-1))
                .isZero();
    }

    @Test
    void nothing_is_left_where_a_newer_version_cannot_be_kept() {
        Client ada = somebody();
        String character =
                DOOR + "/" + sent(ada, List.of(card("Mira"))).json().path("id").asText();

        assertThat(CardFiles.put(ada, character + "/card", card(DOOMED)).status())
                .isEqualTo(500);
        assertThat(files(ada)).isEqualTo(1);
        assertThat(ada.raw(character + "/export?format=original").body())
                .isEqualTo(card("Mira").bytes());
    }

    @Test
    void a_folder_comes_at_once_and_of_each_file_it_is_told_what_became_of_it() {
        Client ada = somebody();
        List<Sent> edge = CardFiles.folder("edge");

        Client.Reply reply = sent(ada, edge);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode results = reply.json().path("results");
        assertThat(results.findValuesAsText("file"))
                .containsExactlyElementsOf(edge.stream().map(Sent::name).toList());
        for (JsonNode result : results) {
            boolean lorebook = result.path("file").asText().startsWith("lorebook-");
            assertThat(result.path("status").asText())
                    .as(result.toString())
                    .isIn(lorebook ? List.of("refused") : List.of("imported", "duplicate"));
            if (lorebook) assertThat(result.path("reason").asText()).isNotBlank();
            else assertThat(result.path("id").asText()).isNotBlank();
        }
        assertThat(reply.json().path("imported").asLong()).isEqualTo(characters(ada));
        assertThat(reply.json().path("refused").asInt()).isEqualTo(6);
        assertThat(sent(ada, edge).json().path("imported").asInt(-1)).isZero();
    }

    @Test
    void a_zip_of_cards_is_unpacked_and_no_name_in_it_is_a_path() {
        Client ada = somebody();
        Sent zip = CardFiles.zip(
                "collection.zip",
                List.of(
                        new Sent("one/a.json", card("Ann").bytes()),
                        new Sent("../../b.png", file("edge/png-before-idat.png").bytes()),
                        new Sent("two/c.charx", file("edge/charx-plain.charx").bytes()),
                        new Sent("two/again.json", card("Ann").bytes()),
                        new Sent("notes.txt", "not a card".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        new Sent("bomb.json", new byte[30 << 20])));

        JsonNode told = sent(ada, List.of(zip)).json();

        assertThat(told.path("results").findValuesAsText("status"))
                .containsExactly("imported", "imported", "imported", "duplicate", "refused", "refused");
        assertThat(characters(ada)).isEqualTo(3);
        assertThat(ada.get("/api/v1/files").json().findValuesAsText("name")).doesNotContain("../../b.png");
    }

    @Test
    void progress_is_told_file_by_file() {
        Client ada = somebody();
        byte[] body =
                CardFiles.body("file", List.of(card("Ann"), card("Ann"), file("hostile/json-empty.json"), card("Bea")));

        List<String> events;
        try (Stream<String> lines = ada.lines(CardFiles.form(ada, DOOR).POST(BodyPublishers.ofByteArray(body)))
                .body()) {
            events = lines.filter(it -> it.startsWith("event: ") || it.startsWith("data: "))
                    .toList();
        }

        assertThat(events.stream().filter(it -> it.startsWith("event: ")))
                .containsExactly(
                        "event: imported", "event: duplicate", "event: refused", "event: imported", "event: done");
        assertThat(events.getLast()).isEqualTo("data: {\"imported\":2,\"duplicates\":1,\"refused\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n{\"name\":\"A\",",
                "--edge\r\n\r\n{}\r\n--edge",
                "--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--edge--\r\n",
                "--edge--\r\n",
                "no form at all",
                "",
            })
    void nothing_is_left_of_a_form_that_is_broken(String body) {
        Client ada = somebody();

        Client.Reply reply = ada.send(ada.request(DOOR)
                .setHeader("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(body)));

        assertThat(reply.status()).as(reply.body()).isIn(400, 422);
        assertThat(files(ada)).isZero();
        assertThat(characters(ada)).isZero();
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_the_next_one_taken() {
        Client ada = somebody();
        byte[] large = new byte[(20 << 20) + 1];

        assertThat(sent(ada, List.of(new Sent("large.json", large))).problem()).startsWith("413 too_large");
        assertThat(sent(ada, List.of(new Sent("large.json", large), card("Ann")))
                        .json()
                        .path("results")
                        .findValuesAsText("status"))
                .containsExactly("refused", "imported");
        assertThat(files(ada)).isEqualTo(1);
    }

    @Test
    void a_card_may_be_the_body_itself() {
        Client ada = somebody();

        Client.Reply json = ada.send(
                ada.request(DOOR).POST(BodyPublishers.ofByteArray(card("Ann").bytes())));
        Client.Reply png = ada.send(ada.request(DOOR + "?name=early.png")
                .setHeader("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(
                        file("edge/png-before-idat.png").bytes())));

        assertThat(json.status()).as(json.body()).isEqualTo(201);
        assertThat(json.header("Location"))
                .isEqualTo(DOOR + "/" + json.json().path("id").asText());
        assertThat(png.json().path("name").asText()).isEqualTo("Early");
        assertThat(ada.get("/api/v1/files").json().findValuesAsText("name")).contains("early.png");
    }

    @Test
    void one_card_that_comes_twice_at_once_is_one_character() {
        Client ada = somebody();
        List<CompletableFuture<Client.Reply>> both = Stream.of(1, 2, 3, 4)
                .map(_ -> CompletableFuture.supplyAsync(
                        () -> sent(ada, List.of(card("Mira"))), Thread::startVirtualThread))
                .toList();

        assertThat(both.stream().map(it -> it.join().json().path("id").asText()).distinct())
                .hasSize(1);
        assertThat(characters(ada)).isEqualTo(1);
        assertThat(files(ada)).isEqualTo(1);
    }
}
