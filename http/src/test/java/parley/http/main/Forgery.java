package parley.http.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import parley.http.api.Client;

/** What somebody with bad intentions sends. */
final class Forgery {
    private static final int PATIENCE = 30_000;
    private static final String BETWEEN = "between-the-parts";

    private Forgery() {}

    /** A token of these claims, signed with a secret that somebody knows. */
    static String token(String secret, String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String head = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String body = encoder.encodeToString(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = head + "." + body;
            return signed + "." + encoder.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends a file in a form. */
    static Client.Reply file(Client by, String path, String name, String text) {
        String form = "--" + BETWEEN + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n--" + BETWEEN + "--\r\n";
        return by.send(by.request(path)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + BETWEEN)
                .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
    }

    /** Announces a body of so many bytes, sends a few of them, and answers the status that comes. */
    static int announced(Client by, String path, String type, long bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), by.port())) {
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write("""
                POST %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: %s
                Content-Length: %d

                --x
                """.formatted(path, by.token(), type, bytes)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (line == null) throw new IOException("no answer");
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }
}
