package parley.http.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The real command line in a process of its own, cut off from every network where the system lets us do that. */
final class CommandLine {
    /** Loopback is all that is left; the one node of the cluster talks to itself over it. */
    private static final String LOOPBACK_ALONE = "ip link set lo up && exec \"$0\" \"$@\"";

    private static final List<List<String>> WALLS = List.of(
            List.of("unshare", "-n", "sh", "-c", LOOPBACK_ALONE),
            List.of("unshare", "-rn", "sh", "-c", LOOPBACK_ALONE));

    private final Path folder;
    private final List<String> wall;

    /** What a command printed, how it ended and how long that took. */
    record Told(int code, List<String> lines, String errors, Duration took) {}

    /** Works on the data in a folder, which no server may use meanwhile. */
    CommandLine(Path folder) {
        this.folder = folder;
        this.wall = WALLS.stream().filter(this::stands).findFirst().orElse(List.of());
    }

    private boolean stands(List<String> wall) {
        try {
            return run(wall, List.of("true")).code() == 0;
        } catch (UncheckedIOException unknown) {
            return false;
        }
    }

    /** Whether there is a wall at all. */
    boolean walled() {
        return !wall.isEmpty();
    }

    /** The network interfaces that a command sees. */
    Set<String> interfaces() {
        return run(wall, List.of("cat", "/proc/net/dev")).lines().stream()
                .filter(it -> it.contains(":"))
                .map(it -> it.substring(0, it.indexOf(':')).strip())
                .collect(Collectors.toSet());
    }

    Told parley(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dparley.data=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "parley.http.main.Parley"));
        command.addAll(List.of(arguments));
        return run(wall, command);
    }

    private Told run(List<String> wall, List<String> command) {
        List<String> whole = new ArrayList<>(wall);
        whole.addAll(command);
        Path errors = folder.resolve("command.log");
        long begun = System.nanoTime();
        try {
            Process process = new ProcessBuilder(whole)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Told(code, said.lines().toList(), Files.readString(errors), took);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
