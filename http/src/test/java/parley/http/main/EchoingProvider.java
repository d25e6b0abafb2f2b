package parley.http.main;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import parley.http.wire.Canary;
import parley.http.wire.Dialect;
import parley.http.wire.Dialect.Told;
import parley.http.wire.Dialect.Trouble;
import parley.http.wire.FaultServer;

/**
 * A provider that tells everybody the key it was shown: in bodies, headers, addresses and inside of answers. What it does
 * is said in what it is asked: {@code play whole}, {@code play refuse} and so on.
 */
final class EchoingProvider implements AutoCloseable {
    static final List<String> PLAYS = List.of("whole", "refuse", "throttle", "redirect", "error", "late", "cut");
    private static final String LIST = """
        {"object":"list","data":[{"id":"tiny","note":"%1$s"}],
         "models":[{"name":"models/tiny","model":"tiny","supportedGenerationMethods":["generateContent"]}],
         "voices":[{"voice_id":"abc","name":"Rachel"}]}
        """.formatted(Canary.KEY);

    private final Dialect dialect;
    private final FaultServer server;

    EchoingProvider(Dialect dialect) throws IOException {
        this.dialect = dialect;
        this.server = new FaultServer(this::answer);
    }

    /** Its address, as a connection has it. */
    String base() {
        return dialect.at(server.base()).base().toString();
    }

    FaultServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void answer(FaultServer.Line line) throws IOException {
        String request = line.request();
        if (request.startsWith("GET /bad")) line.write(refused(401));
        else if (request.startsWith("GET ")) line.write(head(200, "application/json") + LIST);
        else
            played(
                    line,
                    PLAYS.stream().filter(it -> request.contains("play " + it)).reduce("whole", (_, it) -> it));
    }

    private void played(FaultServer.Line line, String play) throws IOException {
        List<String> events = dialect.answer(List.of("I have been to the sea. ", "It was grey."), Told.ONCE);
        byte[] all = dialect.wired(events);
        switch (play) {
            case "refuse" -> line.write(refused(400));
            case "throttle" -> line.write(refused(429));
            case "redirect" -> line.write(refused(302));
            case "error" -> {
                line.write(head(200, dialect.mediaType()));
                line.write(dialect.framed(dialect.trouble(Trouble.UNNAMED), "\n"));
            }
            case "late" -> {
                line.write(head(200, dialect.mediaType()));
                line.write(Arrays.copyOf(all, all.length / 2));
                line.write("\n\n" + dialect.framed(dialect.trouble(Trouble.UNNAMED), "\n"));
            }
            case "cut" -> line.write(head(200, dialect.mediaType()) + Canary.KEY);
            default -> {
                line.write(head(200, dialect.mediaType()));
                line.write(all);
            }
        }
    }

    private String refused(int status) {
        return head(status, "application/json") + dialect.refusal(status);
    }

    private static String head(int status, String mediaType) {
        return "HTTP/1.1 " + status + " " + Canary.KEY + "\r\nContent-Type: " + mediaType
                + "\r\nConnection: close\r\nRetry-After: " + Canary.KEY + "\r\nX-Request-Id: " + Canary.KEY
                + "\r\nSet-Cookie: key=" + Canary.KEY + "\r\nWWW-Authenticate: Bearer realm=" + Canary.KEY
                + "\r\nLocation: /elsewhere?key=" + Canary.KEY + "\r\n\r\n";
    }
}
