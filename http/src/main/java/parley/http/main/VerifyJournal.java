package parley.http.main;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parley.engine.conversation.Verification;
import parley.http.api.Verified;
import parley.http.edge.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Folds the journal anew and tells everything that does not hold; the exit code is 1 where anything does not. */
@Command(
        name = "verify",
        description = "Checks what the journal holds of one conversation, or of all.",
        mixinStandardHelpOptions = true)
final class VerifyJournal implements Callable<Integer> {
    private static final int PROGRESS = 100;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private WhichConversations which;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    private boolean json;

    private Summary summary = new Summary(0, 0, 0, 0);

    /** How it went so far. */
    record Summary(long conversations, long events, long broken, long findings) {
        Summary and(Verification it) {
            return new Summary(
                    conversations + 1,
                    events + it.events(),
                    broken + (it.holds() ? 0 : 1),
                    findings + it.findings().size());
        }

        String text() {
            String looked = conversations + " conversations, " + events + " events: ";
            return looked + (findings == 0 ? "all holds" : findings + " findings in " + broken + " conversations");
        }
    }

    @Override
    public Integer call() {
        try (Offline house = Offline.open(Configuration.load(parley.file()))) {
            Inspection inspection = house.inspection();
            inspection.each(which.ids(inspection), Inspection.TOGETHER, inspection::verified, this::tell);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (which.all()) out.println(json ? Json.text(summary) : summary.text());
        out.flush();
        return summary.findings() == 0 ? 0 : 1;
    }

    private void tell(Verification it) {
        if (it.holds()) which.check(it.events());
        summary = summary.and(it);
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(Json.text(Verified.of(it)));
        else text(it, out);
        out.flush();
        if (which.all() && summary.conversations() % PROGRESS == 0)
            spec.commandLine().getErr().println(summary.conversations() + " conversations so far");
    }

    private static void text(Verification it, PrintWriter out) {
        if (it.holds())
            out.println(it.conversation() + ": holds, " + it.events() + " events, state " + it.state() + ", stream "
                    + it.stream());
        it.findings().forEach(finding -> out.println(it.conversation() + ": " + finding));
    }
}
