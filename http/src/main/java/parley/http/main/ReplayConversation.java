package parley.http.main;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
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
            if (quiet) inspection.each(which.ids(inspection), id -> inspection.printed(id, pace), this::tell);
            else inspection.each(which.ids(inspection), CompletableFuture::completedFuture, id -> play(house, id, pace));
        }
        return unreadable ? 1 : 0;
    }

    private void play(Offline house, ConversationId id, Pace pace) {
        which.check(house.replay(id, pace, json, spec.commandLine().getOut()));
    }

    private void tell(StreamPrint print) {
        if (print.holds()) which.check(print.events());
        unreadable |= !print.holds();
        spec.commandLine().getOut().println(print.line());
        spec.commandLine().getOut().flush();
    }
}
