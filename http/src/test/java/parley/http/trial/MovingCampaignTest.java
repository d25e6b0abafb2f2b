package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.migration.OldFiles;
import parley.http.migration.OldServer;

/** A server of ten thousand users moves, is killed on the way, and comes to the same. Prints how fast, and in what memory. */
@Tag("campaign")
class MovingCampaignTest {
    private static final int USERS = Integer.getInteger("parley.users", 10_000);
    private static final long PATIENCE = TimeUnit.MINUTES.toMillis(60);
    private static final int LOOK_EVERY = 200;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    /** How a process ended: what it said, after how long, and the most memory that it held, in MiB. */
    private record End(int exit, String said, double seconds, long mebibytes) {}

    @Test
    void ten_thousand_users_move_and_a_kill_on_the_way_changes_nothing() throws Exception {
        OldServer old = new OldServer(USERS, false);
        Path sqlite = OldFiles.sqlite(directory.resolve("old.db"), old, "model_config");
        Path json = OldFiles.json(directory.resolve("old.json"), old, false);
        tell("the files have " + Files.size(sqlite) / 1_000_000 + " and " + Files.size(json) / 1_000_000 + " MB");

        End whole = ended("whole", 0, "import", sqlite.toString());
        assertThat(whole.exit).as(whole.said).isZero();
        tell("SQLite: " + whole);
        End same = ended("json", 0, "import", json.toString());
        assertThat(same.exit).as(same.said).isZero();
        tell("JSON: " + same);

        long half = (long) (whole.seconds * 1_000);
        End first = ended("killed", half * 2 / 5, "import", sqlite.toString());
        assertThat(first.exit).as(first.said).isNotZero();
        ended("killed", half * 4 / 5, "import", sqlite.toString());
        End last = ended("killed", 0, "import", sqlite.toString());
        assertThat(last.exit).as(last.said).isZero();
        tell("again after two kills: " + last);

        List<String> exported = exported("whole");
        assertThat(exported).hasSizeGreaterThan(USERS);
        assertThat(exported("killed")).isEqualTo(exported);
        assertThat(exported("json")).isEqualTo(exported);
        assertThat(ended("killed", 0, "ledger", "prove").exit).isZero();
    }

    private static void tell(String line) {
        System.out.println(line);
    }

    /** All that is there, a record a line, but for when it came. */
    private List<String> exported(String house) throws Exception {
        Path file = directory.resolve(house + ".json.out");
        End end = ended(house, 0, "export", "--out", file.toString());
        assertThat(end.exit).as(end.said).isZero();
        tell("export: " + end);
        try (Stream<String> text = Files.lines(file)) {
            return text.flatMap(it -> Stream.of(it.split("(?<=\\}),", -1)))
                    .map(it -> it.replaceAll("20(?!25)\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "today"))
                    .toList();
        }
    }

    /** Runs a command to its end, or kills it after so many milliseconds. */
    private End ended(String house, long killAfter, String... arguments) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(house));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dparley.data=" + folder,
                "-Dparley.models.discover=off",
                "-Dparley.voices.enabled=off",
                "-cp",
                Program.PARLEY.classPath(),
                Program.PARLEY.mainClass()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("command.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        if (arguments[0].equals("import")) builder.environment().put("ENCRYPTION_MASTER_KEY", OldServer.MASTER_KEY);
        long begun = System.nanoTime();
        Process process = builder.start();
        long most = 0;
        while (process.isAlive()) {
            most = Math.max(most, resident(process.pid()));
            long passed = (System.nanoTime() - begun) / 1_000_000;
            if ((killAfter > 0 && passed > killAfter) || passed > PATIENCE) process.destroyForcibly();
            process.waitFor(LOOK_EVERY, TimeUnit.MILLISECONDS);
        }
        return new End(
                process.exitValue(),
                Files.readString(log, StandardCharsets.UTF_8),
                (System.nanoTime() - begun) / 1e9,
                most / 1024);
    }

    /** The most memory that a process has held, in KiB, where the system tells. */
    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(it -> it.startsWith("VmHWM"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException _) {
            return 0;
        }
    }
}
