package parley.http.main;

import com.typesafe.config.Config;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import parley.engine.safe.MasterKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the master keys by their ids; the exit code is 1 where secrets are sealed with one that is not here. */
@Command(
        name = "list",
        description = "Lists the master keys by their ids, and how many secrets each of them seals.",
        mixinStandardHelpOptions = true)
final class ListKeys implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Keys keys;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Override
    public Integer call() {
        Config config = Configuration.load(keys.file());
        MasterKeys here = ServerSettings.from(config.getConfig("parley")).masterKeys();
        try (Offline house = Offline.open(config)) {
            Map<String, Long> seals = house.seals();
            PrintWriter out = spec.commandLine().getOut();
            TreeSet<String> missing = new TreeSet<>(seals.keySet());
            for (String id : here.ids()) {
                missing.remove(id);
                String now = id.equals(here.current()) ? " (seals what is new)" : "";
                out.println(id + ": " + seals.getOrDefault(id, 0L) + " secrets" + now);
            }
            missing.forEach(id -> out.println(id + ": " + seals.get(id) + " secrets, and the key is not here"));
            out.flush();
            return missing.isEmpty() ? 0 : 1;
        }
    }
}
