package parley.http.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Somebody who sends and fetches large files, and never holds one of them. */
final class FileGuest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 64 << 10;

    private final ServerProcess server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    private FileGuest(ServerProcess server, String token) {
        this.server = server;
        this.token = token;
    }

    /** What came back. */
    record Reply(int status, JsonNode json) {}

    /** Registers, or signs in where that was done before. */
    static FileGuest at(ServerProcess server) {
        String form = "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\",\"name\":\"Ada\"}";
        FileGuest nobody = new FileGuest(server, "");
        Reply registered = nobody.post("/api/v1/auth/register", form);
        Reply known = registered.status() < 300
                ? registered
                : nobody.post(
                        "/api/v1/auth/login", "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\"}");
        return new FileGuest(server, known.json().path("token").asText());
    }

    /** Bytes that no one can foresee or compress, the same in every run. */
    static InputStream bytes(long length) {
        return new InputStream() {
            private final SplittableRandom random = new SplittableRandom(7);
            private final byte[] piece = new byte[PIECE];
            private long left = length;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (left == 0) return -1;
                int count = (int) Math.min(Math.min(most, piece.length), left);
                random.nextBytes(piece);
                System.arraycopy(piece, 0, into, from, count);
                left -= count;
                return count;
            }
        };
    }

    Reply upload(String name, long length) {
        return sent(request("/api/v1/files?name=" + name)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> bytes(length)), length)));
    }

    /** Sends half of a file; {@code then} runs while the server waits for the rest. */
    void uploadHalf(String name, long length, Runnable then) {
        String head = "POST /api/v1/files?name=" + name + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token + "\r\nContent-Length: " + length + "\r\n\r\n";
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.at("/").getPort());
                InputStream half = bytes(length / 2)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            half.transferTo(out);
            out.flush();
            then.run();
        } catch (IOException hungUp) {
            throw new IllegalStateException(hungUp);
        }
    }

    /** The SHA-256 of what is fetched. */
    String fetched(String id) {
        HttpRequest request = request("/api/v1/files/" + id + "/content").GET().build();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in =
                            client.send(request, BodyHandlers.ofInputStream()).body();
                    DigestInputStream counted = new DigestInputStream(in, digest)) {
                counted.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Reply get(String path) {
        return sent(request(path).GET());
    }

    private Reply post(String path, String body) {
        return sent(request(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
        return token.isEmpty() ? request : request.setHeader("Authorization", "Bearer " + token);
    }

    private Reply sent(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
