package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the image does, without a container engine: its layers are unpacked, and its entry command runs on them as the
 * image's user with a root that nobody can write to. Needs root, and what is copied into the image: {@code mvn
 * -Dmaven.test.skip -Pimage package}, then {@code mvn -Dtest.without= -Dtest=ImageCampaignTest
 * -Dsurefire.failIfNoSpecifiedTests=false -pl http -am test}.
 */
@Tag("campaign")
class ImageCampaignTest {
    private static final long TO_START = TimeUnit.MINUTES.toNanos(5);
    private static final int SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void it_serves_keeps_its_things_in_its_volume_alone_and_stops_when_it_is_told_to()
            throws IOException, InterruptedException {
        Image image = Image.stage("plain");
        assumeThat(Rootfs.possible(image))
                .as("root, unshare and what is copied into the image")
                .isTrue();
        Rootfs root = new Rootfs(image, folder);
        int port = freePort();
        root.environment("PARLEY_PORT", String.valueOf(port));
        build(image, root);

        serve(image, root, port, it -> {
            assertThat(user(it)).isEqualTo("10001");
            assertThat(asked(root, "touch /data/mine /tmp/mine")).isZero();
            assertThat(asked(root, "touch /parley/theirs")).isNotZero();
            assertThat(asked(root, "touch /theirs")).isNotZero();
        });
        assertThat(folder.resolve("data/parley.mv.db")).exists();
        assertThat(health(image, root, port).code())
                .as("its health once it has ended")
                .isNotZero();

        serve(image, root, port, it -> assertThat(it.isAlive()).isTrue());
    }

    private interface Meanwhile {
        void happens(Process server) throws IOException, InterruptedException;
    }

    private void serve(Image image, Rootfs root, int port, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process server = root.running(image.words("ENTRYPOINT"))
                .redirectOutput(log.toFile())
                .start();
        try {
            long end = System.nanoTime() + TO_START;
            while (health(image, root, port).code() != 0) {
                if (!server.isAlive() || System.nanoTime() > end) throw new AssertionError(Files.readString(log));
                TimeUnit.MILLISECONDS.sleep(500);
            }
            meanwhile.happens(server);
            server.destroy();
            assertThat(server.waitFor(90, TimeUnit.SECONDS))
                    .as("it stops in time")
                    .isTrue();
            assertThat(server.exitValue()).isEqualTo(SIGTERM);
        } finally {
            server.destroyForcibly();
        }
    }

    /** What the image's build does after copying; the user and the folder of data are there already. */
    private static void build(Image image, Rootfs root) throws IOException, InterruptedException {
        for (String command : image.all("RUN")) {
            if (command.startsWith("useradd")) continue;
            Rootfs.Ended ended = Rootfs.ended(root.building(List.of("bash", "-c", command)));
            assertThat(ended.code()).as(ended.said()).isZero();
        }
    }

    /** The health check of the image, on the port that was given to it here. */
    private static Rootfs.Ended health(Image image, Rootfs root, int port) throws IOException, InterruptedException {
        List<String> check = image.words("HEALTHCHECK").stream()
                .map(it -> it.replace("/127.0.0.1/3000", "/127.0.0.1/" + port))
                .toList();
        return Rootfs.ended(root.running(check));
    }

    private static int asked(Rootfs root, String command) throws IOException, InterruptedException {
        return Rootfs.ended(root.running(List.of("bash", "-c", command))).code();
    }

    private static String user(Process server) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(it -> it.startsWith("Uid:"))
                .map(it -> it.split("\\s+", -1)[1])
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
