package parley.http.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider that streams at a pace: each request names how many tokens it wants and how many microseconds lie between
 * them ({@code POST /TOKENS/MICROS/...}). Each token is an event, a chunk and a write of its own. As a program it prints its
 * port, and ends with its input.
 */
public final class PacedProvider {
    /** Hears of every request before it is answered. */
    interface Witness {
        Witness NOBODY = (_, _) -> {};

        /** The first line of a request and its body. */
        void heard(String line, String body);
    }

    private static final int MOST_WAITING = 4096;
    private static final List<String> WORDS =
            List.of(" The", " quick", " brown", " fox", " jumps", " over", " the", " lazy", " dog", ".", " It", " was");
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String EVENT = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1763700000,\"model\":\"paced\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,"
            + "\"delta\":{%s},\"logprobs\":null,\"finish_reason\":%s}]}\n\n";
    private static final String USAGE = "data: {\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
            + "\"completion_tokens\":9,\"total_tokens\":18}}\n\ndata: [DONE]\n\n";

    private PacedProvider() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, MOST_WAITING, InetAddress.getLoopbackAddress())) {
            IO.println(server.getLocalPort());
            open(server, Witness.NOBODY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Answers whoever comes until the socket is closed. */
    static void open(ServerSocket server, Witness witness) {
        Thread.ofVirtual().start(() -> accept(server, witness));
    }

    private static void accept(ServerSocket server, Witness witness) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket, witness));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void serve(Socket socket, Witness witness) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = request(in);
            witness.heard(head.lines().findFirst().orElse(""), body(head, in));
            String[] asked = head.split("[ /]+");
            stream(socket.getOutputStream(), Integer.parseInt(asked[1]), Long.parseLong(asked[2]) * 1000);
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private static void stream(OutputStream out, int tokens, long gap) throws IOException {
        List<byte[]> events = WORDS.stream()
                .map(it -> chunk(EVENT.formatted("\"content\":\"" + it + "\"", "null")))
                .toList();
        out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
        long due = System.nanoTime();
        for (int token = 0; token < tokens; token++) {
            out.write(events.get(token % events.size()));
            due += gap;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
                LockSupport.parkNanos(left);
        }
        out.write(chunk(EVENT.formatted("", "\"stop\"")));
        out.write(chunk(USAGE));
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] chunk(String event) {
        String length = Integer.toHexString(event.length());
        return (length + "\r\n" + event + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) throw new IOException("no request");
            head.append((char) next);
        }
        return head.toString();
    }

    private static String body(String head, InputStream in) throws IOException {
        int length = head.lines()
                .filter(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(
                        it -> Integer.parseInt(it.substring(it.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
