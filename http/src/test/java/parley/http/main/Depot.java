package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import parley.http.api.Client;

/** A server with little room for files, and people who bring some. */
final class Depot implements AutoCloseable {
    static final int QUOTA = 1 << 20;
    static final int LARGEST = 300 << 10;
    private static final String LIMITS =
            "parley { files { quota = 1 MiB, largest = 300 KiB }, documents { characters = 1000, inflated = 1 MiB } }";

    private final Path directory;
    private final Server server;
    private final AtomicInteger people = new AtomicInteger();

    Depot(Path directory) throws IOException {
        this.directory = directory;
        server =
                Server.start(ConfigFactory.parseString(LIMITS).withFallback(new Premises(directory, "files").config()));
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Somebody who has just registered. */
    Client somebody() {
        Client stranger = new Client(server.address().getPort(), "");
        String person =
                "{'email':'p" + people.incrementAndGet() + "@example.com','password':'correct horse','name':'P'}";
        return stranger.with(stranger.post("/api/v1/auth/register", person)
                .json()
                .path("token")
                .asText());
    }

    static Client.Reply upload(Client who, String name, byte[] bytes) {
        return who.send(who.request("/api/v1/files?name=" + URLEncoder.encode(name, UTF_8))
                .setHeader("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    /** Sends a file and does not say how long it is. */
    static Client.Reply uploadInPieces(Client who, String name, byte[] bytes) {
        return who.send(who.request("/api/v1/files?name=" + URLEncoder.encode(name, UTF_8))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    static String stored(Client who, String name, byte[] bytes) {
        Client.Reply reply = upload(who, name, bytes);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return "/api/v1/files/" + reply.json().path("id").asText();
    }

    static Client.Reply form(Client who, String body) {
        return who.send(who.request("/api/v1/files")
                .setHeader("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(body)));
    }

    static String field(String name, String file, String text) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: image/png\r\n\r\n" + text + "\r\n";
    }

    static long used(Client who) {
        return who.get("/api/v1/files/usage").json().path("bytes").asLong();
    }

    /** How many files there are on the disk, whole or in parts. */
    long onDisk() {
        try (Stream<Path> all = Files.walk(directory.resolve("files").resolve("files"))) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException moved) {
            throw new UncheckedIOException(moved);
        }
    }
}
