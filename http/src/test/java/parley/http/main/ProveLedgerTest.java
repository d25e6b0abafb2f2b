package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import picocli.CommandLine;

class ProveLedgerTest {
    private static final String ROBBERY = """
        DELETE FROM "event_journal" WHERE "event_ser_manifest" = 'account.settled'\
        """;

    @TempDir
    Path directory;

    private Premises premises() {
        return new Premises(directory, "proved");
    }

    @Test
    void proves_what_a_server_has_left_and_names_what_is_gone_from_it() throws IOException, SQLException {
        talks();

        Told text = prove();
        Told json = prove("--json");

        assertThat(text.code()).as(text.out() + text.error()).isZero();
        assertThat(text.out().lines().toList().getLast()).contains(" 4 charges, 0 pending: all adds up");
        assertThat(json.out().lines()).hasSize(1).allMatch(it -> it.contains("\"differences\":0"));

        rob();
        Told robbed = prove();
        Told listed = prove("--json");

        assertThat(robbed.code()).isEqualTo(1);
        assertThat(robbed.out().lines())
                .anyMatch(it -> it.matches(
                        "conversation one, event \\d+, conversation.turn-charged: is charged here, and the ledger .*"));
        assertThat(listed.code()).isEqualTo(1);
        assertThat(listed.out().lines())
                .hasSameSizeAs(robbed.out().lines().toList())
                .anyMatch(it -> it.contains("\"id\":\"one\"") && it.contains("\"type\":\"conversation.turn-charged\""));
    }

    @Test
    void asks_what_to_do_with_the_ledger() throws IOException {
        assertThat(parley(List.of("ledger")).code()).isEqualTo(2);
    }

    /** Two rooms with two turns each, all of them charged. */
    private void talks() throws IOException {
        try (Server other = Server.start(premises().config())) {
            Client eve = Premises.person(other);
            for (String id : List.of("one", "two")) {
                eve.post(
                        "/api/v1/conversations", "{'id':'" + id + "','message':'Tea?','turns':2," + Premises.TWO + "}");
                String events = "/api/v1/conversations/" + id + "/events?after=0.0";
                try (Stream<String> lines = eve.lines(eve.request(events)).body()) {
                    assertThat(lines.filter("event: turn-charged"::equals).limit(2))
                            .hasSize(2);
                }
            }
        }
    }

    private void rob() throws IOException, SQLException {
        try (Database database = Database.open(DatabaseSettings.from(premises().config()))) {
            int gone = database.write(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(ROBBERY)) {
                    return delete.executeUpdate();
                }
            });
            assertThat(gone).isEqualTo(4);
        }
    }

    private record Told(int code, String out, String error) {}

    private Told prove(String... more) throws IOException {
        return parley(
                Stream.concat(Stream.of("ledger", "prove"), Stream.of(more)).toList());
    }

    private Told parley(List<String> arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine line = Parley.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
        int code = line.execute(
                Stream.concat(Stream.of("--config", premises().file().toString()), arguments.stream())
                        .toArray(String[]::new));
        return new Told(code, out.toString(), error.toString());
    }
}
