package parley.http.main;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.persistence.database.Database;

/** A whole server with a list of words: what it sends, and what is on its disk afterwards. */
class LivingGateTest {
    private static final String SPOKEN = "It was lovely.";
    private static final String BLOCKED = "gadzooks";
    private static final String ROWS =
            "SELECT \"event_payload\" FROM \"event_journal\" WHERE \"persistence_id\" = 'Conversation|rude'"
                    + " UNION ALL SELECT \"snapshot_payload\" FROM \"snapshot\"";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    private Config config(String settings) throws IOException {
        Path words = Files.writeString(directory.resolve("words.txt"), "# rude\n" + BLOCKED + "\n");
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("parley.moderation.words-file = \"" + words + "\""))
                .withFallback(new Premises(directory, "gated").config())
                .resolve();
    }

    /** Every byte as one letter, so that none is lost in reading. */
    private static String bytes(Client ada, HttpRequest.Builder request) {
        try (InputStream in = ada.bytes(request)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String good(Client.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    private static void clean(String text) {
        assertThat(text).contains(SPOKEN).doesNotContainIgnoringCase(BLOCKED);
    }

    private static String rows(Config config) throws SQLException {
        ActorSystem<Void> system = Node.system(config);
        String rows = Database.of(system).write(connection -> {
            StringBuilder found = new StringBuilder();
            try (PreparedStatement select = connection.prepareStatement(ROWS);
                    ResultSet result = select.executeQuery()) {
                while (result.next())
                    found.append(new String(result.getBytes(1), ISO_8859_1)).append('\n');
            }
            return found.toString();
        });
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        return rows;
    }

    private static String files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder found = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList())
                found.append(new String(Files.readAllBytes(file), ISO_8859_1));
            return found.toString();
        }
    }

    @Test
    void a_blocked_word_is_in_no_byte_that_is_sent_and_in_none_on_the_disk() throws Exception {
        try (ModelServer model = new ModelServer("You gad", "zoo", "ks! ", "It was ", "lovely. ", "GADZOOKS", "!")) {
            Config config = config("parley.models.openai { base-url = \"" + model.base() + "\", model = rude }");
            String hash;
            try (Server server = Server.start(config)) {
                Client ada = Premises.person(server);
                String opened = ("{'id':'rude','message':'Tea?','turns':2," + Premises.TWO + "}").replace('\'', '"');
                String live = bytes(ada, ada.request("/api/v1/conversations").POST(BodyPublishers.ofString(opened)));
                String again = bytes(ada, ada.request("/api/v1/conversations/rude/replay?speed=instant"));
                for (String sent : List.of(live, again)) {
                    clean(sent);
                    assertThat(sent)
                            .contains("event: sentence-blocked", "\"rule\":\"words:2\"")
                            .doesNotContain("\"hash\":\"\"");
                }
                clean(good(ada.get("/api/v1/conversations/rude")));
                String receipt = good(ada.get("/api/v1/conversations/rude/turns/1/receipt"));
                clean(receipt);
                assertThat(receipt).contains("\"blocked\":2");
                JsonNode verified = ada.get("/api/v1/conversations/rude/verify").json();
                assertThat(verified.path("findings")).isEmpty();
                hash = sha256("You gadzooks! ");
                assertThat(live + again + receipt).doesNotContain(hash);
            }
            String rows = rows(config);
            clean(rows);
            assertThat(rows).contains("\"hash\":\"" + hash + "\"");
            clean(files(directory.resolve("gated")));
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1)));
    }

    @Test
    void a_server_does_not_start_without_the_words_that_it_was_told_to_read() throws IOException {
        Config config = config("parley.moderation.words-file = \"" + directory.resolve("none.txt") + "\"");

        assertThatThrownBy(() -> Server.start(config))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("none.txt cannot be read");
    }
}
