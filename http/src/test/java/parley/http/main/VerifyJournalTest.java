package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.api.Client;
import parley.persistence.database.Database;
import picocli.CommandLine;

class VerifyJournalTest {
    private static final String SPOIL =
            "UPDATE \"event_journal\" SET \"event_payload\" = ? WHERE \"persistence_id\" = ? AND \"sequence_number\" ="
                    + " 1";

    @TempDir
    Path directory;

    private Premises premises() {
        return new Premises(directory, "checked");
    }

    @Test
    void checks_the_whole_journal_from_the_command_line() throws IOException {
        try (Server other = Server.start(premises().config())) {
            Client eve = Premises.person(other);
            for (String id : List.of("one", "two"))
                eve.lines(
                                "/api/v1/conversations",
                                "{'id':'" + id + "','message':'Tea?','turns':1," + Premises.TWO + "}")
                        .body()
                        .forEach(_ -> {});
            eve.post("/api/v1/conversations/one/fork", "{'id':'fork-one'}");
        }

        Told verified = parley("verify", "--all", "--json");
        Told printed = parley("replay", "--all", "--instant", "--quiet");
        Told one = parley("verify", "one");

        assertThat(verified.code()).as(verified.out() + verified.error()).isZero();
        List<String> lines = verified.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast()).contains("\"conversations\":3").contains("\"findings\":0");
        assertThat(printed.code()).isZero();
        assertThat(printed.out().lines()).hasSize(3).allSatisfy(it -> {
            String print = it.substring(0, 64);
            assertThat(lines).anyMatch(found -> found.contains("\"stream\":\"" + print + "\""));
        });
        assertThat(one.out()).startsWith("one: holds, ");
        assertThat(parley("verify", "nobody").code()).isEqualTo(1);
        assertThat(parley("verify").code()).isEqualTo(2);
    }

    @Test
    void tells_of_a_conversation_that_cannot_be_read_and_goes_on_with_the_others() throws IOException, SQLException {
        try (Server other = Server.start(premises().config())) {
            Client eve = Premises.person(other);
            for (String id : List.of("broken", "whole"))
                eve.post("/api/v1/conversations", "{'id':'" + id + "'," + Premises.TWO + "}");
        }
        spoil("Conversation|broken");

        Told verified = parley("verify", "--all");
        Told printed = parley("replay", "--all", "--instant", "--quiet");

        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out().lines())
                .anyMatch(it -> it.startsWith("broken: cannot be read"))
                .anyMatch(it -> it.startsWith("whole: holds"))
                .contains("2 conversations, 1 events: 1 findings in 1 conversations");
        assertThat(printed.code()).isEqualTo(1);
        assertThat(printed.out().lines()).contains("unreadable  0  broken").hasSize(2);
        assertThat(parley("verify", "broken").code()).isEqualTo(1);
    }

    /** Something that is no JSON takes the place of the first event. */
    private void spoil(String persistenceId) throws IOException, SQLException {
        ActorSystem<Void> system = Node.system(premises().config());
        int spoilt = Database.of(system).write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SPOIL)) {
                update.setBytes(1, "{".getBytes(StandardCharsets.UTF_8));
                update.setString(2, persistenceId);
                return update.executeUpdate();
            }
        });
        assertThat(spoilt).isEqualTo(1);
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private record Told(int code, String out, String error) {}

    private Told parley(String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine line = Parley.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
        int code = line.execute(
                Stream.concat(Stream.of("--config", premises().file().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        return new Told(code, out.toString(), error.toString());
    }
}
