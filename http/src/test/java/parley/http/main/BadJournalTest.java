package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.persistence.database.Database;

/** What is broken in a database stays with the one room whose it is. */
class BadJournalTest {
    private static final String OF = " WHERE \"persistence_id\" = 'Conversation|%s'";

    @TempDir
    Path directory;

    @Test
    void a_poisoned_room_is_quarantined_a_broken_snapshot_is_done_without_and_the_others_live_on()
            throws IOException, SQLException {
        Config config = ConfigFactory.parseString("parley.conversation.snapshot-every = 5")
                .withFallback(new Premises(directory, "broken").config());
        String whole;
        String token;
        try (Server server = Server.start(config)) {
            Client ada = Premises.person(server);
            for (String id : List.of("poison", "stranger", "snapshot", "healthy"))
                talk(ada, "/api/v1/conversations", "{'id':'" + id + "','message':'Hello'," + Premises.TWO + "}");
            whole = ada.get("/api/v1/conversations/snapshot")
                    .json()
                    .path("lines")
                    .toString();
            token = ada.token();
        }
        int snapshots = spoil(
                config,
                "UPDATE \"event_journal\" SET \"event_payload\" = X'7B'" + OF.formatted("poison")
                        + " AND \"sequence_number\" = 2",
                "UPDATE \"event_journal\" SET \"event_ser_manifest\" = 'conversation.levitated'"
                        + OF.formatted("stranger") + " AND \"sequence_number\" = 2",
                "DELETE FROM \"snapshot\"" + OF.formatted("poison"),
                "DELETE FROM \"snapshot\"" + OF.formatted("stranger"),
                "UPDATE \"snapshot\" SET \"snapshot_payload\" = SUBSTRING(\"snapshot_payload\" FROM 1 FOR 40)"
                        + OF.formatted("snapshot"));
        assertThat(snapshots).as("snapshots to be broken").isPositive();

        try (KeptLog log = new KeptLog();
                Server server = Server.start(config)) {
            Client ada = new Client(server.address().getPort(), token);
            for (String id : List.of("poison", "stranger")) {
                var answer = ada.get("/api/v1/conversations/" + id);
                assertThat(answer.status()).isEqualTo(423);
                assertThat(answer.json().path("code").asText()).isEqualTo("quarantined");
            }
            assertThat(log.places("is quarantined"))
                    .extracting(it -> it.get("room"))
                    .contains("poison", "stranger");
            assertThat(ada.get("/api/v1/conversations/stranger")
                            .json()
                            .path("detail")
                            .asText())
                    .contains("conversation.levitated");
            assertThat(ada.get("/api/v1/conversations/snapshot").json().path("lines"))
                    .hasToString(whole);
            talk(ada, "/api/v1/conversations/healthy/messages", "{'text':'And you?','turns':1}");
        }
    }

    /** Says something and waits for the end of the round. */
    private static void talk(Client who, String path, String body) {
        assertThat(who.lines(path, body).body()).contains("event: round-ended");
    }

    /** Answers how many rows the last statement changed. */
    private static int spoil(Config config, String... statements) throws SQLException {
        ActorSystem<Void> system = Node.system(config);
        int changed = Database.of(system).write(connection -> {
            int last = 0;
            for (String it : statements)
                try (var statement = connection.prepareStatement(it)) {
                    last = statement.executeUpdate();
                }
            return last;
        });
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        return changed;
    }
}
