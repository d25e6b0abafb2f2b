package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.http.doctor.Doctor;
import parley.http.doctor.Finding;
import parley.http.doctor.Patient;
import parley.http.edge.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Examines a deployment and says what is wrong with it; the exit code is 1 where anything is. */
@Command(
        name = "doctor",
        description = "Looks at everything that a server needs, and says what is wrong and what to do. Starts nothing.",
        mixinStandardHelpOptions = true)
final class ExamineDeployment implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    private boolean json;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long a check may take (default: ${DEFAULT-VALUE})")
    private int seconds;

    /** How it went. */
    record Verdict(Finding.Level worst) {}

    @Override
    public Integer call() {
        return examine(System.getenv());
    }

    /** The same in another environment. */
    int examine(Map<String, String> environment) {
        PrintWriter out = spec.commandLine().getOut();
        Finding.Level worst = worst(environment, out);
        out.println(json ? Json.text(new Verdict(worst)) : verdict(worst));
        out.flush();
        return worst == Finding.Level.WRONG ? 1 : 0;
    }

    private Finding.Level worst(Map<String, String> environment, PrintWriter out) {
        try {
            return Doctor.of(patient(parley.file(), environment), Duration.ofSeconds(Math.max(1, seconds)))
                    .examine(it -> tell(it, out));
        } catch (CannotStart | ConfigException unreadable) {
            tell(
                    new Finding(
                            "settings",
                            Finding.Level.WRONG,
                            String.valueOf(unreadable.getMessage()),
                            "correct it: no server starts with it, and nothing else can be looked at"),
                    out);
            return Finding.Level.WRONG;
        }
    }

    private static Patient patient(@Nullable Path file, Map<String, String> environment) {
        Config operators = file == null ? ConfigFactory.empty() : ConfigFactory.parseFile(file.toFile());
        return new Patient(
                Configuration.load(file), operators, Optional.ofNullable(file), environment, Version.current());
    }

    private void tell(Finding it, PrintWriter out) {
        out.println(json ? Json.text(it) : it.line());
        out.flush();
    }

    private static String verdict(Finding.Level worst) {
        return switch (worst) {
            case OK -> "All is well.";
            case WARN -> "A server can start; see what is marked warn.";
            case WRONG -> "Something is wrong; see what is marked so.";
        };
    }
}
