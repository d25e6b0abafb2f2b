package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.http.doctor.Doctor;
import parley.http.doctor.Finding;
import parley.http.doctor.Patient;
import parley.http.main.Consulting.Said;
import parley.http.wire.Canary;
import parley.http.wire.WireServer;

/** What an operator is told of a server alone, with each kind of trouble made for real. */
class DoctorTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private Said asked(String settings) {
        return Consulting.about(folder, settings).asked();
    }

    @Test
    void a_fresh_house_is_well_and_is_left_as_it_was() {
        Said said = asked("");

        assertThat(said.wrong()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .contains("ok    java", "ok    ports", "ok    secrets", "ok    traces")
                .contains("There is no database at", "the first start makes one");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_house_that_serves_is_known_as_such_and_when_it_is_closed_its_schema_is_looked_at() throws IOException {
        Consulting usual = Consulting.about(folder, "");
        String port;
        try (Server server = Server.start(Configuration.load(usual.file()))) {
            port = "parley.http.port = " + server.address().getPort();
            Said serving = asked(port);

            assertThat(serving.code()).isZero();
            assertThat(serving.lines("ok", "ports")).singleElement().asString().contains("taken by Parley");
            assertThat(serving.lines("ok", "files")).singleElement().asString().contains("takes, gives and deletes");
        }

        Said closed = asked(port);

        assertThat(closed.lines("ok", "ports")).singleElement().asString().contains("is free");
        assertThat(closed.lines("ok", "database")).singleElement().asString().contains("H2");
        assertThat(closed.lines("ok", "schema")).singleElement().asString().contains("version 1");
        try (var files = Files.walk(folder.resolve("data/files"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_database_file_that_somebody_has_open_is_told() throws IOException {
        Server.start(Configuration.load(Consulting.about(folder, "").file())).close();
        try (FileChannel file = FileChannel.open(folder.resolve("data/parley.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Said said = asked("");

            assertThat(lock.isValid()).isTrue();
            assertThat(said.lines("warn", "database"))
                    .singleElement()
                    .asString()
                    .contains("in use by another process");
        }
    }

    @Test
    void a_port_that_another_program_has_is_wrong() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = Consulting.about(folder, "parley.http.port = " + other.getLocalPort())
                    .within(4);

            assertThat(said.code()).isOne();
            assertThat(said.wrong()).singleElement().asString().contains("taken by another program", "PARLEY_PORT");
        }
    }

    @Test
    void an_address_of_another_machine_is_wrong() {
        assertThat(asked("parley.http { host = \"192.0.2.1\", port = 3999 }").lines("wrong", "ports"))
                .singleElement()
                .asString()
                .contains("nobody can listen at 192.0.2.1:3999");
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_wrong_and_hides_nothing_else() throws IOException {
        Files.writeString(folder.resolve("data"), "a file in its place");

        Said said = asked("");

        assertThat(said.code()).isOne();
        assertThat(said.lines("wrong", "data")).singleElement().asString().contains("is no folder", "PARLEY_DATA");
        assertThat(said.text()).contains("ok    ports", "ok    secrets", "models", "traces");
    }

    @Test
    void a_misspelled_key_is_told_with_the_nearest_that_is_known() {
        Said said = asked("""
            parley.http.prot = 3000
            parley.models.capabilities { my-own-model { tools = yes } }
            parley.tools.servers.house { url = "http://127.0.0.1:1/mcp" }
            parley.upstream.providers.mine.concurrency = 7
            """);

        assertThat(said.code()).isOne();
        assertThat(said.wrong())
                .singleElement()
                .asString()
                .contains("nobody reads parley.http.prot", "did you mean parley.http.port?");
    }

    @Test
    void a_misspelled_variable_is_told_with_the_nearest_that_is_known() {
        Path file = Consulting.about(folder, "").file();
        Map<String, String> environment = Map.of(
                "PARLEY_JWT_SECERT",
                "very secret",
                "PARLEY_DATA",
                "x",
                "PARLEY_SERVICE_HOST",
                "10.0.0.1",
                "PARLEY_PORT_80_TCP_ADDR",
                "10.0.0.1",
                "PARLEY_PORT",
                "tcp://10.0.0.1:80");
        List<String> wrong = new ArrayList<>();

        Doctor.of(
                        new Patient(
                                Configuration.load(file), ConfigFactory.empty(), Optional.of(file), environment, "1"),
                        Duration.ofSeconds(60))
                .examine(it -> {
                    if (it.level() == Finding.Level.WRONG) wrong.add(it.line());
                });

        assertThat(wrong).hasSize(2);
        assertThat(wrong.getFirst())
                .contains("PARLEY_JWT_SECERT", "did you mean PARLEY_JWT_SECRET?")
                .doesNotContain("very");
        assertThat(wrong.get(1)).contains("Kubernetes", "enableServiceLinks: false");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_in_one_line() {
        Said said = asked("parley { http { ");

        assertThat(said.code()).isOne();
        assertThat(said.wrong()).singleElement().asString().contains("settings");
    }

    @Test
    void secrets_are_looked_at_and_told_nobody() {
        Said said = asked("""
            parley.http { host = "0.0.0.0", jwt-secret = "too short" }
            parley.master-key = "no key at all"
            """);

        assertThat(said.code()).isOne();
        assertThat(said.lines("wrong", "secrets")).hasSize(2).first().asString().contains("at least 32 bytes");
        assertThat(said.text()).doesNotContain("too short", "no key at all");
        assertThat(asked("parley.http.host = \"0.0.0.0\"").lines("warn", "secrets"))
                .hasSize(2);
    }

    @Test
    void a_provider_that_does_not_take_the_key_is_wrong_and_the_key_is_not_told() throws IOException {
        try (WireServer refusing = WireServer.answering("HTTP/1.1 401 " + Canary.KEY
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"error\":{\"message\":\"no "
                + Canary.KEY + "\"}}")) {
            Said said = asked("parley.models.openai { base-url = \"" + refusing.base()
                    + "\", model = tiny, api-key = \"" + Canary.KEY + "\" }");

            assertThat(said.code()).isOne();
            assertThat(said.lines("wrong", "models")).singleElement().asString().contains("unauthorized");
            assertThat(said.text()).doesNotContain(Canary.KEY);
            assertThat(refusing.requests()).singleElement().asString().startsWith("GET /v1/models");
        }
    }

    @Test
    void a_provider_that_is_not_there_is_only_a_warning() throws IOException {
        Said said = asked("parley.models.openai { base-url = \"http://127.0.0.1:" + closed() + "/v1\", model = tiny }");

        assertThat(said.code()).isZero();
        assertThat(said.lines("warn", "models")).singleElement().asString().contains("unreachable");
    }

    @Test
    void a_bucket_that_is_not_there_is_wrong() throws IOException {
        Said said = asked("""
            parley.file-store { provider = s3, s3 { endpoint = "http://127.0.0.1:%d", bucket = "b", access-key = "a",
              secret-key = "%s", path-style = on }, wire { attempts = 1, connect-timeout = 1 s } }
            """.formatted(closed(), Canary.KEY));

        assertThat(said.code()).isOne();
        assertThat(said.lines("wrong", "files"))
                .singleElement()
                .asString()
                .contains("cannot be used", "STORAGE_PROVIDER");
        assertThat(said.text()).doesNotContain(Canary.KEY);
    }

    @Test
    void a_collector_of_traces_is_asked_whether_it_is_there() throws IOException {
        try (TraceCollector collector = new TraceCollector()) {
            assertThat(asked("parley.traces.endpoint = \"" + collector.address() + "\"")
                            .lines("ok", "traces"))
                    .singleElement()
                    .asString()
                    .contains("answers");
        }
        assertThat(asked("parley.traces.endpoint = \"http://127.0.0.1:" + closed() + "\"")
                        .lines("warn", "traces"))
                .hasSize(1);
    }

    @Test
    void what_takes_connections_and_never_answers_is_told_and_hides_nothing_else() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0)) {
            Said said = Consulting.about(
                            folder,
                            "parley.database.url = \"jdbc:postgresql://127.0.0.1:" + deaf.getLocalPort() + "/parley\"")
                    .within(8);

            assertThat(said.code()).isOne();
            assertThat(said.lines("wrong", "database")).hasSize(1);
            assertThat(said.text()).contains("ok    java", "ok    ports", "files", "models", "traces");
        }
    }

    @Test
    void it_speaks_json_as_well() {
        List<JsonNode> told = Consulting.about(folder, "").told();

        assertThat(told).hasSizeGreaterThan(9);
        assertThat(told.getFirst().path("check").asText()).isEqualTo("java");
        assertThat(told.subList(0, told.size() - 1))
                .allMatch(it ->
                        List.of("ok", "warn", "wrong").contains(it.path("level").asText()));
        assertThat(told.getLast().path("worst").asText()).isEqualTo("warn");
    }

    private static int closed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }
}
