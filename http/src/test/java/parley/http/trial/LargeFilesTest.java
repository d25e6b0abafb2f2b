package parley.http.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files through a server with little memory, on a disk and in a bucket. {@code -Dparley.megabytes} says how large they are,
 * for the long trial larger than all that memory; {@code -Dparley.s3proxy} says where the jars of a server are that speaks
 * S3, and without it there is no bucket.
 */
@Tag("campaign")
class LargeFilesTest {
    private static final long LENGTH = Long.getLong("parley.megabytes", 24) << 20;

    /** What a server needs to start and to know its tokens; files must not need more. */
    private static final int MEMORY = 160;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long GLANCE = 50;
    private static final List<String> ROOM =
            List.of("parley.files.largest=1g", "parley.files.quota=2g", "parley.file-store.wire.attempts=1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private S3Server bucket() {
        Optional<S3Server> server = S3Server.in(folder);
        assumeTrue(server.isPresent(), "no -Dparley.s3proxy");
        return server.orElseThrow();
    }

    private ServerProcess server(List<String> settings) {
        List<String> all = new ArrayList<>(ROOM);
        all.addAll(settings);
        return new ServerProcess(folder, all, "-Xmx" + MEMORY + "m", "-XX:MaxDirectMemorySize=64m");
    }

    private List<String> disk() {
        return List.of("parley.file-store.local.path=" + folder.resolve("stored"));
    }

    /** Whatever lies below a folder, parts and all. */
    private static long files(Path below) {
        if (Files.notExists(below)) return 0;
        while (true) {
            try (Stream<Path> all = Files.walk(below)) {
                return all.filter(Files::isRegularFile).count();
            } catch (IOException | UncheckedIOException moved) {
                ServerProcess.pause(GLANCE);
            }
        }
    }

    /** The most memory that the server ever had, in MiB. */
    private static long peak(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(it -> it.startsWith("VmHWM:"))
                .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }

    private static String hash() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream all = new DigestInputStream(FileGuest.bytes(LENGTH), digest)) {
            all.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void awaitFiles(Path below, boolean there) {
        long end = System.nanoTime() + PATIENCE;
        while (files(below) > 0 != there && System.nanoTime() < end) ServerProcess.pause(GLANCE);
        assertThat(files(below) > 0).as("something below " + below).isEqualTo(there);
    }

    private static void awaitEmpty(FileGuest ada, Path below) {
        awaitFiles(below, false);
        assertThat(ada.get("/api/v1/files/usage").json().path("bytes").asLong(-1))
                .isZero();
        assertThat(ada.get("/api/v1/files").json().path("total").asLong(-1)).isZero();
    }

    private void goesInAndOut(String where, List<String> settings) throws Exception {
        try (ServerProcess server = server(settings)) {
            server.start();
            FileGuest ada = FileGuest.at(server);
            ada.fetched(ada.upload("small", 1 << 20).json().path("id").asText());
            long before = peak(server);
            long begun = System.nanoTime();

            FileGuest.Reply reply = ada.upload("large", LENGTH);
            long sent = System.nanoTime();
            assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
            assertThat(reply.json().path("sha256").asText()).isEqualTo(hash());
            long asked = System.nanoTime();
            assertThat(ada.fetched(reply.json().path("id").asText())).isEqualTo(hash());
            long fetched = System.nanoTime();

            System.out.printf(
                    "%s: %d MiB in %.1f s in and %.1f s out; heap at most %d MiB, process %d MiB before and %d MiB at"
                            + " its peak%n",
                    where, LENGTH >> 20, (sent - begun) / 1e9, (fetched - asked) / 1e9, MEMORY, before, peak(server));
            assertThat(server.said()).doesNotContain("OutOfMemoryError");
        }
    }

    private void leavesNothing(List<String> settings, Path bytes) {
        try (ServerProcess server = server(settings)) {
            server.start();
            FileGuest ada = FileGuest.at(server);
            ada.uploadHalf("broken", LENGTH, () -> awaitFiles(bytes, true));
            awaitEmpty(ada, bytes);

            ada.uploadHalf("killed", LENGTH, () -> {
                awaitFiles(bytes, true);
                server.kill();
            });
            assertThat(files(bytes)).as("left by the killed server").isPositive();
            server.start();
            awaitEmpty(FileGuest.at(server), bytes);
        }
    }

    @Test
    void go_onto_a_disk_and_back_with_little_memory() throws Exception {
        goesInAndOut("disk", disk());
    }

    @Test
    void leave_nothing_on_a_disk_when_the_line_is_cut_or_the_server_killed() {
        leavesNothing(disk(), folder.resolve("stored"));
    }

    @Test
    void go_into_a_bucket_and_back_with_little_memory() throws Exception {
        try (S3Server bucket = bucket()) {
            bucket.start();
            goesInAndOut("bucket", bucket.settings("secret"));
        }
    }

    @Test
    void leave_nothing_in_a_bucket_when_the_line_is_cut_or_the_server_killed() {
        try (S3Server bucket = bucket()) {
            bucket.start();
            leavesNothing(bucket.settings("secret"), bucket.blobs());
        }
    }

    @Test
    void say_which_setting_is_wrong() {
        try (S3Server bucket = bucket()) {
            bucket.start();
            try (ServerProcess server = server(bucket.settings("wrong"))) {
                server.start();
                FileGuest ada = FileGuest.at(server);

                FileGuest.Reply wrong = ada.upload("a", 24 << 20);
                assertThat(wrong.status()).isEqualTo(502);
                assertThat(wrong.json().path("detail").asText())
                        .contains("parley.file-store.s3.secret-key")
                        .contains("AWS_SECRET_ACCESS_KEY");

                bucket.stop();
                FileGuest.Reply silent = ada.upload("a", 1000);
                assertThat(silent.status()).isEqualTo(503);
                assertThat(silent.json().path("detail").asText()).contains("parley.file-store.s3.endpoint");
                assertThat(ada.get("/api/v1/files/usage").json().path("bytes").asLong(-1))
                        .isZero();
            }
        }
    }
}
