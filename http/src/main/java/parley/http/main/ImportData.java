package parley.http.main;

import com.typesafe.config.Config;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.http.migration.Importing;
import parley.http.migration.MigrationSettings;
import parley.http.migration.Progress;
import parley.http.migration.Report;
import parley.http.migration.Unmovable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Moves everything from an earlier server to this one. Each record is moved once however often this is run, so that one
 * that was cut off is simply run again.
 */
@Command(
        name = "import",
        description =
                "Moves users and all that is theirs from a server of ChatsParty to this one. No server may use this"
                        + " database meanwhile. It can be run again at any time.",
        mixinStandardHelpOptions = true)
final class ImportData implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FROM",
            description = "a file of JSON or of SQLite, or postgresql://user:password@host/database")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private String place;

    @Option(names = "--dry-run", description = "looks through all of it and moves nothing")
    private boolean dry;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "where to write what became of each record, in lines of JSON")
    private @Nullable Path reported;

    @Override
    public Integer call() throws IOException {
        Config config = Offline.ALONE.withFallback(Configuration.load(parley.file()));
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Progress progress = new Progress(out, terminal, System::nanoTime);
        Importing importing = new Importing(MigrationSettings.from(config.getConfig("parley")), Clock.systemUTC());
        try (BufferedWriter file = reported == null ? null : Files.newBufferedWriter(reported)) {
            Report report = new Report(file, progress::say);
            Importing.Outcome outcome = dry
                    ? importing.run(place, Optional::empty, report, progress)
                    : moved(config, importing, report, progress);
            progress.say(outcome.time());
            progress.say(outcome.sums());
            return 0;
        } catch (Unmovable why) {
            throw new CannotStart(String.valueOf(why.getMessage()), why);
        }
    }

    private Importing.Outcome moved(Config config, Importing importing, Report report, Progress progress) {
        List<Offline> opened = new ArrayList<>();
        try {
            return importing.run(
                    place,
                    () -> {
                        opened.add(Offline.open(config));
                        return Optional.of(opened.getFirst().arrivals());
                    },
                    report,
                    progress);
        } finally {
            opened.forEach(Offline::close);
        }
    }
}
