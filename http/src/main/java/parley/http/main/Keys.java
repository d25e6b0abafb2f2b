package parley.http.main;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What can be done about the master keys, which seal the keys of users' connections. */
@Command(
        name = "keys",
        description = "Looks after the master keys, which seal the keys of users' connections.",
        mixinStandardHelpOptions = true,
        subcommands = {ListKeys.class, RotateKeys.class})
final class Keys implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Nullable
    Path file() {
        return parley.file();
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what: keys list, or keys rotate");
    }
}
