package parley.http.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many live rooms, each fed by a paced model over HTTP and watched over SSE, journal on. Takes the folder of the load
 * tools ({@code mockllm.c}, {@code sseload.c}, {@code fastify-ai-sdk.mjs}); prints one line a run.
 */
public final class StreamBenchmark {
    private static final int TOKENS = 100;
    private static final int GAP_MILLIS = Integer.getInteger("parley.benchmark.gap", 50);
    private static final int FIRST_MILLIS = Integer.getInteger("parley.benchmark.first", 1000);
    private static final int ROOMS = Integer.getInteger("parley.benchmark.rooms", 1000);
    private static final int WAVES = Integer.getInteger("parley.benchmark.waves", 3);
    private static final int WARM_UP = 1_000;
    private static final int FASTIFY_STREAMS = 100;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final Path tools;
    private final Path folder;
    private final Path jar;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int model = freePort();

    private StreamBenchmark(Path tools, Path folder, Path jar) {
        this.tools = tools;
        this.folder = folder;
        this.jar = jar;
    }

    /** {@code tools-folder work-folder parley.jar}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3 || arguments[0].isBlank()) {
            IO.println("Say where the load tools are: -Dparley.tools=FOLDER with mockllm.c and sseload.c in it.");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        new StreamBenchmark(
                        Path.of(arguments[0]).toAbsolutePath(),
                        folder,
                        Path.of(arguments[2]).toAbsolutePath())
                .measure();
    }

    private void measure() throws Exception {
        compile("mockllm");
        compile("sseload");
        try (Program upstream = Program.start(
                folder,
                folder.resolve("mockllm.log"),
                Map.of(),
                List.of(
                        "./mockllm",
                        String.valueOf(model),
                        String.valueOf(TOKENS),
                        String.valueOf(FIRST_MILLIS),
                        String.valueOf(GAP_MILLIS)))) {
            if (!upstream.alive()) throw new IllegalStateException("the model server did not start");
            double ours = parley();
            if (Boolean.getBoolean("parley.benchmark.alone")) return;
            double theirs = fastify();
            if (theirs > 0)
                IO.println("Fastify costs %.1f times as much processor time a token".formatted(theirs / ours));
        }
    }

    private void compile(String name) throws IOException, InterruptedException {
        String said = Program.run(folder, List.of("gcc", "-O2", "-w", "-o", name, tools.resolve(name + ".c") + ""));
        if (!said.isBlank()) throw new IllegalStateException(said);
    }

    private double parley() throws Exception {
        int port = freePort();
        Path data = Files.createTempDirectory(folder, "data");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(System.getProperty("parley.benchmark.jvm", "-Xmx3g -XX:+UseParallelGC")
                .split(" ")));
        command.addAll(List.of(
                "-Dparley.http.port=" + port,
                "-Dparley.data=" + data,
                "-Dparley.models.discover=off",
                "-Dparley.models.openai.base-url=http://127.0.0.1:" + model + "/v1",
                "-Dparley.models.openai.model=mock",
                "-Dparley.voices.enabled=off",
                "-Dparley.user.welcome-credits=100000000"));
        String url = System.getProperty("parley.benchmark.database", "");
        if (!url.isBlank()) command.add("-Dparley.database.url=" + url);
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        try (Program server = Program.start(folder, folder.resolve("parley.log"), Map.of(), command)) {
            awaitHealth(port, server);
            String token = register(port);
            Path body = folder.resolve("room.json");
            load(server, port, "warm-up", token, body, 100, WARM_UP);
            load(server, port, "warm-up", token, body, ROOMS, 2 * ROOMS);
            long before = server.residentKilobytes();
            double micros = load(server, port, "parley", token, body, ROOMS, ROOMS * WAVES);
            IO.println("parley: resident %d MB before, %d MB after, %.0f kB a room"
                    .formatted(
                            before / 1024,
                            server.residentKilobytes() / 1024,
                            (server.residentKilobytes() - before) / (double) ROOMS));
            return micros;
        }
    }

    private double load(Program server, int port, String name, String token, Path body, int concurrent, int total)
            throws IOException, InterruptedException {
        Files.writeString(body, """
            {"id":"%s-%%d","agents":[{"name":"Ann","persona":"You are brief.","model":"openai/mock",\
            "voice":"none/none"}],"message":"Say something.","turns":1}\
            """.formatted(name + System.nanoTime()));
        return run(
                server,
                name,
                concurrent,
                total,
                List.of(
                        "./sseload",
                        String.valueOf(port),
                        String.valueOf(concurrent),
                        String.valueOf(total),
                        "/api/v1/conversations",
                        body.toString(),
                        "Authorization: Bearer " + token));
    }

    private double fastify() throws Exception {
        Path here = Files.createDirectories(folder.resolve("fastify"));
        Files.copy(
                tools.resolve("fastify-ai-sdk.mjs"), here.resolve("server.mjs"), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(here.resolve("node_modules")))
            Program.run(
                    here,
                    List.of(
                            "npm",
                            "i",
                            "--no-audit",
                            "--no-fund",
                            "fastify",
                            "ai",
                            "@ai-sdk/openai-compatible",
                            "zod"));
        int port = freePort();
        Map<String, String> environment = Map.of(
                "NODE_ENV",
                "production",
                "PORT",
                String.valueOf(port),
                "UPSTREAM",
                "http://127.0.0.1:" + model + "/v1");
        try (Program server =
                Program.start(here, folder.resolve("fastify.log"), environment, List.of("node", "server.mjs"))) {
            TimeUnit.SECONDS.sleep(3);
            if (!server.alive()) {
                IO.println("Fastify could not be started: node and npm are needed for the comparison");
                return 0;
            }
            Path body = folder.resolve("fastify.json");
            Files.writeString(body, "{\"message\":\"hi %d\"}");
            List<String> command = List.of(
                    "./sseload", String.valueOf(port), String.valueOf(FASTIFY_STREAMS), "400", "/api/chat", body + "");
            run(server, "fastify warm-up", FASTIFY_STREAMS, 400, command);
            return run(server, "fastify", FASTIFY_STREAMS, 400, command);
        }
    }

    /** One run of the load client; answers the server's processor time for a token, in microseconds. */
    private double run(Program server, String name, int concurrent, int total, List<String> command)
            throws IOException, InterruptedException {
        double before = server.processorMicros();
        String said = Program.run(folder, command);
        double micros = (server.processorMicros() - before) / ((double) total * TOKENS);
        IO.println("%s, %d at once, %d in all: %.1f µs of processor time a token, %d MB | %s"
                .formatted(name, concurrent, total, micros, server.residentKilobytes() / 1024, said.strip()));
        return micros;
    }

    private String register(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"load@example.org\",\"password\":\"correct horse battery\",\"name\":\"Load\"}"))
                .build();
        Matcher token = TOKEN.matcher(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!token.find()) throw new IllegalStateException("no token");
        return token.group(1);
    }

    private void awaitHealth(int port, Program server) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .build();
        while (server.alive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("the server died; see parley.log in the benchmark's folder");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
