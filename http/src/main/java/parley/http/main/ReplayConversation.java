package parley.http.main;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.http.api.Pace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Plays one conversation or all of them again from the journal alone. */
@Command(
        name = "replay",
        description = "Plays a conversation again, as it happened, from the journal alone.",
        mixinStandardHelpOptions = true)
final class ReplayConversation implements Callable<Integer> {
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

    @Option(names = "--quiet", description = "a fingerprint of what a viewer sees, a line a conversation, and no text")
    private boolean quiet;

    @ArgGroup
    private @Nullable Speed speed;

    private boolean unreadable;

    /** How fast to play. */
    static final class Speed {
        @Option(names = "--speed", paramLabel = "X", description = "so many times as fast as it was")
        private double times;

        @Option(names = "--instant", description = "without any pause")
        private boolean instant;

        Pace pace() {
            if (!instant && !(times > 0)) throw new CannotStart("--speed must be above 0", null);
            return instant ? Pace.INSTANT : new Pace(times);
        }
    }

    @Override
    public Integer call() {
        Pace pace = speed == null ? Pace.AS_IT_WAS : speed.pace();
        try (Offline house = Offline.open(Configuration.load(parley.file()))) {
            Inspection inspection = house.inspection();
            var ids = which.ids(inspection);
            if (quiet) inspection.each(ids, Inspection.TOGETHER, id -> inspection.printed(id, pace), this::tell);
            else inspection.each(ids, 1, id -> house.replay(id, pace, json, out()), which::check);
        }
        return unreadable ? 1 : 0;
    }

    private void tell(StreamPrint print) {
        if (print.holds()) which.check(print.events());
        unreadable |= !print.holds();
        out().println(print.line());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
