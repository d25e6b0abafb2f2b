package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.http.api.Client;

/** What those see who look after a deployment, and nobody else. */
@TestInstance(Lifecycle.PER_CLASS)
class DeploymentAdminTest {
    private static final String PATH = "/api/v1/admin/deployment";

    @AutoClose
    private final Server server;

    private final Client ada;
    private final Client boss;
    private final Client caretaker;

    DeploymentAdminTest(@TempDir Path directory) throws IOException {
        int port = freePort();
        server = Server.start(
                ConfigFactory.parseString(
                                "parley.admins = \"boss@example.com\"\nparley.management { enabled = on, port = " + port
                                        + " }")
                        .withFallback(new Premises(directory, "looked-after").config()),
                new Furnishing() {
                    @Override
                    public ChatModels models(ChatModels found) {
                        return new Endless(found);
                    }
                });
        ada = Premises.person(server, "Ada");
        boss = Premises.person(server, "Boss");
        caretaker = new Client(port, "");
        for (String room : List.of("tea-1", "tea-2", "tea-3")) {
            ada.post("/api/v1/conversations", "{'id':'" + room + "'," + Premises.TWO + ",'message':'Tea?','turns':1}");
        }
    }

    private JsonNode seen(String more) {
        Client.Reply reply = boss.get(PATH + more);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void an_administrator_sees_nodes_shards_rooms_and_the_database() {
        assertThat(Eventually.becomes(
                        () -> seen("").at("/nodes/0/facts/speaking").asInt() == 3))
                .isTrue();
        JsonNode seen = seen("");

        JsonNode node = seen.at("/nodes/0");
        assertThat(seen.path("nodes")).hasSize(1);
        assertThat(node.path("status").asText()).isEqualTo("Up");
        assertThat(List.of("reachable", "oldest", "leader", "self"))
                .allMatch(it -> node.path(it).asBoolean());
        assertThat(node.at("/facts/version").asText()).isEqualTo(Version.current());
        assertThat(node.at("/facts/uptime").asLong(-1)).isNotNegative();
        assertThat(node.at("/facts/inMemory").asInt()).isEqualTo(3);
        assertThat(node.at("/facts/journalWaiting").asInt(-1)).isNotNegative();
        assertThat(node.at("/facts/pool/most").asInt()).isPositive();
        assertThat(seen.path("schema").asText()).matches("\\d+");
        JsonNode rooms = StreamSupport.stream(seen.path("shards").spliterator(), false)
                .filter(it -> it.path("entity").asText().equals("Conversation"))
                .findFirst()
                .orElseThrow();
        assertThat(rooms.path("complete").asBoolean()).isTrue();
        assertThat(rooms.at("/nodes/0/entities").asInt()).isEqualTo(3);
        assertThat(rooms.at("/nodes/0/address").asText())
                .isEqualTo(node.path("address").asText());
        assertThat(seen.path("openTurns").findValuesAsText("room")).containsExactly("tea-1", "tea-2", "tea-3");
        assertThat(seen.path("openTurns").findValuesAsText("node"))
                .containsOnly(node.path("address").asText());
        assertThat(seen.has("next")).isFalse();
    }

    @Test
    void rooms_come_page_by_page() {
        JsonNode first = seen("?limit=2");

        assertThat(first.path("openTurns").findValuesAsText("room")).containsExactly("tea-1", "tea-2");
        JsonNode second = seen("?limit=2&after=" + first.path("next").asText());
        assertThat(second.path("openTurns").findValuesAsText("room")).containsExactly("tea-3");
        assertThat(second.has("next")).isFalse();
        for (String limit : List.of("0", "201", "many", "-1"))
            assertThat(boss.get(PATH + "?limit=" + limit).problem()).startsWith("422 ");
    }

    @Test
    void nobody_else_is_told() {
        assertThat(ada.with("").get(PATH).status()).isEqualTo(401);
        Client.Reply no = ada.get(PATH);

        assertThat(no.status()).isEqualTo(403);
        assertThat(no.header("Content-Type")).startsWith("application/problem+json");
        assertThat(no.body()).doesNotContain("tea-1");
    }

    @Test
    void people_find_the_same_on_a_page_at_the_port_for_caretakers() {
        assertThat(Eventually.becomes(() -> caretaker.get("/").body().contains("tea-3")))
                .isTrue();
        Client.Reply page = caretaker.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("http-equiv=\"refresh\"", "pekko://parley", "Shards of Conversation", "tea-1")
                .doesNotContain("<script");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Models that begin and never end. */
    private record Endless(ChatModels models) implements ChatModels {
        @Override
        public List<ModelInfo> offered() {
            return models.offered();
        }

        @Override
        public ModelInfo info(ModelRef model) {
            return models.info(model);
        }

        @Override
        public ChatModels of(UserId user, String room) {
            return this;
        }

        @Override
        public ChatModel open(ModelRef model) {
            return _ -> Source.<Chunk>single(new Chunk.Text("Well. ")).concat(Source.maybe());
        }
    }
}
