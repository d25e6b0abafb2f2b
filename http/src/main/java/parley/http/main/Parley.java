package parley.http.main;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Without a command it serves. */
@Command(
        name = "parley",
        description = "A conversation server: people, agents and characters talk in rooms, in text and in sound.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Serve.class,
            RebuildLists.class,
            ReplayConversation.class,
            VerifyJournal.class,
            Ledger.class,
            Keys.class,
            ImportData.class,
            ExportData.class,
            ChunkText.class,
            ReadCards.class,
            ExamineDeployment.class
        })
public final class Parley implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "what differs from the defaults, such as conf/embedded.conf")
    private @Nullable Path file;

    public static void main(String[] arguments) {
        // Before any other thread logs, else the logging library complains that it was not ready.
        LoggerFactory.getILoggerFactory();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Parley()).setExecutionExceptionHandler((failure, command, parsed) -> {
            Throwable cause = Server.reason(failure);
            command.getErr().println("parley: " + cause.getMessage());
            if (!(cause instanceof CannotStart)) failure.printStackTrace(command.getErr());
            return 1;
        });
    }

    @Nullable
    Path file() {
        return file;
    }

    @Override
    public Integer call() {
        return Serve.run(file);
    }
}
