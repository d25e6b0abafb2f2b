package parley.http.main;

import com.typesafe.config.Config;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import parley.http.edge.Json;
import parley.persistence.database.Database;
import parley.persistence.database.DatabaseSettings;
import parley.persistence.database.DatabaseUnavailable;
import parley.persistence.proof.Difference;
import parley.persistence.proof.Findings;
import parley.persistence.proof.LedgerProof;
import parley.persistence.proof.Pending;
import parley.persistence.proof.Proven;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Proves the ledger by the journal alone; the exit code is 1 where anything differs. */
@Command(
        name = "prove",
        description = "Folds the journals of all accounts and conversations and names every credit that differs.",
        mixinStandardHelpOptions = true)
final class ProveLedger implements Callable<Integer>, Findings {
    /** One reads; whoever looks after the schema needs two. */
    private static final int CONNECTIONS = 2;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Ledger ledger;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        Config config = Configuration.load(ledger.file());
        try (Database database = Database.open(settings(config))) {
            Proven proven = LedgerProof.of(database, this);
            say(proven, proven.text());
            return proven.clean() ? 0 : 1;
        } catch (DatabaseUnavailable reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }

    private static DatabaseSettings settings(Config config) {
        DatabaseSettings whole = DatabaseSettings.from(config);
        return new DatabaseSettings(whole.url(), whole.user(), whole.password(), CONNECTIONS, whole.patience());
    }

    @Override
    public void differs(Difference difference) {
        say(difference, difference.text());
    }

    @Override
    public void waits(Pending pending) {
        say(pending, pending.text());
    }

    private void say(Object finding, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.text(finding) : text);
        out.flush();
    }
}
