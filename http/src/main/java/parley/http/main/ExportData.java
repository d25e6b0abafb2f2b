package parley.http.main;

import com.typesafe.config.Config;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import parley.http.migration.Exporting;
import parley.http.migration.MigrationSettings;
import parley.http.migration.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes all users and all that is theirs into a file that {@code import} reads. */
@Command(
        name = "export",
        description =
                "Writes users, password hashes and all, and what is theirs into a file of JSON. Keys of connections"
                        + " are in it, sealed, where ENCRYPTION_MASTER_KEY is set. No server may use the database"
                        + " meanwhile.",
        mixinStandardHelpOptions = true)
final class ExportData implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write, for its owner's eyes only")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Path file;

    @Override
    public Integer call() throws IOException {
        Config config = Offline.ALONE.withFallback(Configuration.load(parley.file()));
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Progress progress = new Progress(out, terminal, System::nanoTime);
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".export-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Offline house = Offline.open(config)) {
            try (Writer to = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                progress.say(new Exporting(
                                house.stock(),
                                MigrationSettings.from(config.getConfig("parley")),
                                progress,
                                Clock.systemUTC(),
                                new SecureRandom())
                        .run(to));
            }
            Files.move(part, file.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }
}
