package parley.http.main;

import com.typesafe.config.Config;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parley.engine.safe.MasterKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Makes a new master key and seals every secret with it. Where an earlier run was cut off it goes on with that one's key
 * instead, so that it can be run until it succeeds. A server that uses the database meanwhile would write beside it: there
 * must be none.
 */
@Command(
        name = "rotate",
        description = "Makes a new master key and seals every secret anew with it. No server may use the database.",
        mixinStandardHelpOptions = true)
final class RotateKeys implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private Keys keys;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Override
    public Integer call() {
        Config config = Offline.ALONE.withFallback(Configuration.load(keys.file()));
        ServerSettings settings = ServerSettings.from(config.getConfig("parley"));
        PrintWriter out = spec.commandLine().getOut();
        try (Offline house = Offline.open(config)) {
            MasterKeys here = settings.masterKeys();
            boolean done = house.seals().keySet().stream().allMatch(here.current()::equals);
            if (done) here = settings.renewedKeys();
            out.println(done ? here.current() + " seals from now on" : "going on with " + here.current());
            int failures = house.reseal(here, line -> out.println(line));
            out.flush();
            return failures == 0 ? 0 : 1;
        }
    }
}
