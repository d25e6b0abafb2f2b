package parley.http.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that are one cluster, or one that is alone, and a person who speaks with them. */
final class Nodes implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");
    private static final String JVM = System.getProperty("parley.benchmark.jvm", "-Xmx768m");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Program> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private String token = "";

    private Nodes() {}

    /** Starts so many, with settings in which {@code %d} is a node's number, and waits until they answer. */
    static Nodes start(Path folder, String classPath, String database, List<String> settings, int size)
            throws Exception {
        Nodes nodes = new Nodes();
        for (int number = 0; number < size; number++) nodes.start(folder, classPath, database, settings, number, size);
        for (int number = 0; number < size; number++) nodes.awaitHealth(number);
        return nodes;
    }

    private void start(Path folder, String classPath, String database, List<String> settings, int number, int size)
            throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JVM.split(" ")));
        command.addAll(List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Dparley.http.port=" + port,
                "-Dparley.data=" + Files.createTempDirectory(folder, "node"),
                "-Dparley.database.url=" + database,
                "-Dparley.database.user=postgres",
                "-Dparley.models.discover=off",
                "-Dparley.voices.enabled=off",
                "-Dparley.user.welcome-credits=1000000000",
                "-Dparley.http.jwt-secret=a secret that all nodes have, of 32 bytes",
                "-Dparley.master-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "-Dparley.cluster.shared-folders=on",
                "-Dparley.cluster.join=" + (size > 1 ? "table" : "alone"),
                "-Dparley.cluster.port=" + freePort()));
        for (String setting : settings) command.add("-D" + setting.formatted(number));
        command.addAll(List.of("-cp", classPath, "parley.http.main.Parley", "serve"));
        servers.add(Program.start(folder, folder.resolve("node-" + number + ".log"), Map.of(), command));
        ports.add(port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealth(int number) throws Exception {
        while (servers.get(number).alive()) {
            try {
                if (client.send(request(number, "/health").build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) return;
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("a server died; see node-" + number + ".log in the benchmark's folder");
    }

    int size() {
        return servers.size();
    }

    int port(int number) {
        return ports.get(number);
    }

    String token() {
        return token;
    }

    void register() throws Exception {
        token = found(
                TOKEN,
                post(
                        0,
                        "/api/v1/auth/register",
                        "{\"email\":\"load@example.org\",\"password\":\"correct horse battery\",\"name\":\"Load\"}"));
    }

    /** Opens a room in which one agent speaks once. */
    void open(String room) throws Exception {
        post(0, "/api/v1/conversations", """
            {"id":"%s","agents":[{"name":"Ann","persona":"You are brief. This is %s.","model":"openai/paced",\
            "voice":"none/none"}],"message":"Say something.","turns":1}\
            """.formatted(room, room));
    }

    /** Lets a room speak once, asked at this node. */
    void say(String room, int at) throws Exception {
        post(at, "/api/v1/conversations/" + room + "/messages", "{\"text\":\"And then?\",\"turns\":1}");
    }

    /** Where a room's stream stands. */
    String cursor(String room) throws Exception {
        return found(CURSOR, sent(request(0, "/api/v1/conversations/" + room).build()));
    }

    /** User and system time of each so far without that of the compilers, in microseconds. */
    double[] workMicros() throws IOException {
        double[] micros = new double[servers.size()];
        for (int number = 0; number < micros.length; number++)
            micros[number] = servers.get(number).workMicros();
        return micros;
    }

    private String post(int number, String path, String body) throws Exception {
        return sent(request(number, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(int number, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(number) + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String sent(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IllegalStateException(request.uri() + ": " + answer.body());
        return answer.body();
    }

    private static String found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) throw new IllegalStateException("not found: " + pattern);
        return matcher.group(1);
    }

    @Override
    public void close() {
        servers.forEach(Program::close);
    }
}
