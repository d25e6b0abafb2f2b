package parley.http.main;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks a fresh server for its health as anybody would, so that what it says of itself at the start is true. */
final class FirstAnswer {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String OK = "HTTP/1.1 200";

    private FirstAnswer() {}

    /** How long after the start of this process the health was answered; empty where it was not, or was not good. */
    static Optional<Duration> sinceStart(InetSocketAddress server) {
        try {
            if (!isHealthy(server)) return Optional.empty();
        } catch (IOException failure) {
            return Optional.empty();
        }
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Optional.of(Duration.ofMillis(System.currentTimeMillis() - started));
    }

    private static boolean isHealthy(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(reachable(server), PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return status != null && status.startsWith(OK);
        }
    }

    /** Where people find the server: one that listens everywhere is found on loopback, too. */
    static URI address(InetSocketAddress server) {
        InetSocketAddress reachable = reachable(server);
        String host = reachable.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + reachable.getPort());
    }

    private static InetSocketAddress reachable(InetSocketAddress server) {
        return server.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())
                : server;
    }
}
