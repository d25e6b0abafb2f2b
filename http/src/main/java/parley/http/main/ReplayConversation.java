package parley.http.main;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.Refusal;
import parley.http.api.Pace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Plays a conversation again from the journal alone. */
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

    @Parameters(paramLabel = "CONVERSATION", description = "the conversation's id")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private String conversation;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    private boolean json;

    @ArgGroup
    private @Nullable Speed speed;

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
        ConversationId id = id();
        try (Offline house = Offline.open(Configuration.load(parley.file()))) {
            long events = house.replay(id, pace, json, spec.commandLine().getOut());
            if (events == 0) throw new CannotStart("the journal holds no conversation " + conversation, null);
        }
        return 0;
    }

    private ConversationId id() {
        try {
            return new ConversationId(conversation);
        } catch (Refusal refusal) {
            throw new CannotStart(refusal.reason(), refusal);
        }
    }
}
