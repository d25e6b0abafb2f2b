package parley.http.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What can be seen of a network from here. */
final class Network {
    /** More of an answer than this is not looked at. */
    private static final long LONGEST = 1 << 16;

    private Network() {}

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** Binds and lets go again; false where somebody listens there already. */
    static boolean isFree(String host, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (BindException taken) {
            if (answers(host, port, Duration.ofSeconds(1))) return false;
            throw taken;
        }
    }

    /** Whether somebody takes a connection there. */
    static boolean answers(String host, int port, Duration within) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(reachable(host), port), Math.toIntExact(within.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Who listens everywhere is found on loopback, too. */
    static String reachable(String host) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        return address.isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getHostAddress();
    }

    /** Asks once. */
    static HttpResponse<String> asked(HttpRequest.Builder request, Duration within)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(within)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<String> answer = client.send(
                    request.timeout(within).build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST));
            client.shutdownNow();
            return answer;
        }
    }

    static URI http(String host, int port, String path) throws UnknownHostException {
        String reachable = reachable(host);
        return URI.create(
                "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port + path);
    }
}
