package parley.http.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one of the compose files describes, run by the container engine of this machine; closed with all that it kept. */
final class Containers implements AutoCloseable {
    /** Of its own, so that nobody else's containers and volumes are touched. */
    private static final String PROJECT = "parley-campaign";

    private static final Map<String, String> SECRETS = Map.of(
            "POSTGRES_PASSWORD", "choose-one",
            "PARLEY_JWT_SECRET", "a secret of the campaign, of 32 bytes",
            "PARLEY_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    private final String file;

    /** Not up yet. */
    Containers(String file) {
        this.file = file;
    }

    /** Whether there is an engine that answers, with compose. */
    static boolean possible() {
        try {
            return ended(List.of("docker", "info")).code() == 0
                    && ended(List.of("docker", "compose", "version")).code() == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    /** Builds the image and waits until all are well. */
    void up() {
        told("build");
        again();
    }

    /** Starts those that are not there, and waits until all are well. */
    void again() {
        told("up", "--detach", "--wait");
    }

    /** What compose says to these words; fails where it ends otherwise than well. */
    String told(String... words) {
        Rootfs.Ended ended = asked(words);
        if (ended.code() != 0) throw new AssertionError(ended.said());
        return ended.said();
    }

    /** Compose, however it ends. */
    Rootfs.Ended asked(String... words) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "-p", PROJECT, "-f", file));
        command.addAll(List.of(words));
        return ended(command);
    }

    /** A command of bash inside. */
    Rootfs.Ended inside(String service, String command) {
        return asked("exec", "-T", service, "bash", "-c", command);
    }

    /** The code that it ended with. */
    int exitCode(String service) {
        String id = told("ps", "--all", "--quiet", service).strip();
        String code = ended(List.of("docker", "inspect", "--format", "{{.State.ExitCode}}", id))
                .said();
        return Integer.parseInt(code.strip());
    }

    @Override
    public void close() {
        told("down", "--volumes");
    }

    private static Rootfs.Ended ended(List<String> command) {
        try {
            ProcessBuilder program = new ProcessBuilder(command)
                    .directory(DeploymentTest.ROOT.resolve("docker").toFile())
                    .redirectErrorStream(true);
            program.environment().putAll(SECRETS);
            Process process = program.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Rootfs.Ended(process.waitFor(), said);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
