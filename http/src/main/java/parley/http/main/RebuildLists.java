package parley.http.main;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes every list anew from the journal. */
@Command(
        name = "rebuild",
        description = "Empties every list and fills it again from the journal.",
        mixinStandardHelpOptions = true)
final class RebuildLists implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Parley parley;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Offline house = Offline.open(Offline.ALONE.withFallback(Configuration.load(parley.file())))) {
            house.rebuild(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
