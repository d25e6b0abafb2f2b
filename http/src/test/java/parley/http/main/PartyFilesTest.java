package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;

/** Documents and storage as the clients of ChatsParty know them, over HTTP. */
class PartyFilesTest {
    private static final String BETWEEN = "between-the-parts";
    private static final int MEBI = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // begun before each
    private Server server;

    @BeforeEach
    void open() throws IOException {
        server = Server.start(new Premises(directory, "house").config());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Client.Reply sent(Client by, String path, String name, String text) {
        String form = "--" + BETWEEN + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + text + "\r\n--" + BETWEEN + "--\r\n";
        return by.send(by.request(path)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + BETWEEN)
                .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
    }

    private static String stored(Client by, String path, String name, String text) {
        Client.Reply stored = sent(by, path, name, text);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        return stored.json().path("key").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api"})
    void a_document_is_read_without_being_kept(String mount) {
        Client ada = Premises.person(server);
        Client.Reply read = sent(ada, mount + "/files/extract-content", "tea.txt", "Tea, not coffee. Ünïcode.\n");
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.json().path("content").asText()).contains("Tea, not coffee. Ünïcode.");
        assertThat(read.json().path("content_length").asInt())
                .isEqualTo(read.json().path("content").asText().length());
        assertThat(read.json().path("filename").asText()).isEqualTo("tea.txt");
        assertThat(ada.get("/api/v1/files").json().path("total").asInt(-1)).isZero();
        assertThat(sent(ada.with(""), mount + "/files/extract-content", "tea.txt", "Tea")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void what_cannot_be_read_is_refused_in_words() {
        Client ada = Premises.person(server);
        assertThat(refusal(ada, "old.doc", "text")).contains(".docx or as PDF");
        assertThat(refusal(ada, "shell.exe", "text")).isNotBlank();
        assertThat(refusal(ada, "empty.txt", "")).isNotBlank();
        assertThat(refusal(ada, "blank.txt", "  ")).isNotBlank();
    }

    private static String refusal(Client by, String name, String text) {
        Client.Reply refused = sent(by, "/files/extract-content", name, text);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        return refused.json().path("detail").asText();
    }

    @Test
    void a_document_that_is_too_large_is_refused_and_nothing_of_it_stays() {
        Client ada = Premises.person(server);
        String large = "tea ".repeat(11 * MEBI / 4);
        for (String path : new String[] {"/files/extract-content", "/files/upload", "/files/upload-persistent"}) {
            Client.Reply refused = sent(ada, path, "large.txt", large);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.json().path("detail").asText()).contains("10MB");
        }
        assertThat(ada.get("/storage/usage").json().path("fileCount").asInt(-1)).isZero();
    }

    @Test
    void an_upload_tells_no_path_of_this_server() {
        Client ada = Premises.person(server);
        Client.Reply once = sent(ada, "/files/upload", "../../etc/tea.txt", "Tea");
        assertThat(once.json().path("temporary_path").isNull()).isTrue();
        assertThat(once.json().path("filename").asText()).isEqualTo("tea.txt");
        Client.Reply kept = sent(ada, "/api/files/upload-persistent", "tea.txt", "Tea");
        JsonNode info = kept.json().path("file_info");
        assertThat(ada.get(info.path("file_url").asText()).body()).isEqualTo("Tea");
        assertThat(info.path("stored_path").asText()).startsWith("users/");
        assertThat(once.body() + kept.body()).doesNotContain(directory.toString(), "house", "etc");
    }

    @Test
    void a_file_is_found_by_its_key_with_its_slashes_written_either_way() {
        Client ada = Premises.person(server);
        String key = stored(ada, "/storage/upload", "tea.TXT", "Earl Grey");
        String project = stored(ada, "/api/storage/projects/p-1/upload", "plan.md", "# Plan");
        assertThat(key).matches("users/[^/]+/files/file-[A-Za-z0-9_-]{20}\\.txt");
        assertThat(project).startsWith("projects/p-1/files/");
        for (String written : new String[] {key, key.replace("/", "%2F")}) {
            Client.Reply saved = ada.get("/storage/download/" + written);
            assertThat(saved.body()).isEqualTo("Earl Grey");
            assertThat(saved.header("Content-Disposition")).startsWith("attachment");
            assertThat(ada.get("/storage/download/" + written + "?inline=true").header("Content-Disposition"))
                    .startsWith("inline");
            assertThat(ada.get("/storage/metadata/" + written)
                            .json()
                            .path("filename")
                            .asText())
                    .isEqualTo("tea.TXT");
        }
        JsonNode all = ada.get("/storage/list").json();
        assertThat(all.path("files").findValuesAsText("key")).containsExactly(project, key);
        JsonNode first = ada.get("/storage/list?maxKeys=1&delimiter=/").json();
        assertThat(first.path("commonPrefixes").get(0).asText()).isEqualTo("projects/");
        assertThat(first.path("isTruncated").asBoolean()).isTrue();
        JsonNode next = ada.get("/storage/list?delimiter=/&continuationToken="
                        + first.path("continuationToken").asText())
                .json();
        assertThat(next.path("commonPrefixes").get(0).asText()).isEqualTo("users/");
        assertThat(next.path("isTruncated").asBoolean(true)).isFalse();
        assertThat(ada.get("/storage/usage").json().path("formattedSize").asText())
                .isEqualTo("15 Bytes");

        String url = ada.post("/storage/signed-url", "{'key':'" + key + "','operation':'get'}")
                .json()
                .path("url")
                .asText();
        assertThat(ada.with("").get(url).body()).isEqualTo("Earl Grey");
        assertThat(ada.post("/storage/signed-url", "{'key':'" + key + "','operation':'put'}")
                        .status())
                .isEqualTo(400);
        assertThat(ada.delete("/storage/" + key).status()).isEqualTo(200);
        assertThat(ada.get("/storage/download/" + key).status()).isEqualTo(404);
    }

    @Test
    void nobody_reaches_somebody_elses_file_by_any_key() {
        Client ada = Premises.person(server);
        Client bob = Premises.person(server, "Bob");
        String key = stored(ada, "/storage/upload", "tea.txt", "Earl Grey");
        String project = stored(ada, "/storage/projects/p-1/upload", "plan.txt", "Plan");
        String own = stored(bob, "/storage/upload", "own.txt", "Own");
        String disguised = key.substring(0, key.lastIndexOf('/') + 1) + own.substring(own.lastIndexOf('/') + 1);
        for (String mount : new String[] {"", "/api"})
            for (String each : new String[] {key, project, disguised, "users/undefined/files/x", "../../etc/passwd"}) {
                assertThat(bob.get(mount + "/storage/download/" + each).status())
                        .isEqualTo(404);
                assertThat(bob.get(mount + "/storage/metadata/" + each).status())
                        .isEqualTo(404);
                assertThat(bob.delete(mount + "/storage/" + each).status()).isEqualTo(404);
                assertThat(bob.post(mount + "/storage/signed-url", "{'key':'" + each + "'}")
                                .status())
                        .isEqualTo(404);
            }
        String folder = key.substring(0, key.lastIndexOf('/'));
        assertThat(bob.get("/storage/list?prefix=" + folder).json().path("files"))
                .isEmpty();
        assertThat(bob.get("/storage/list").body()).contains(own).doesNotContain(key, project);
        assertThat(bob.with("").get("/storage/download/" + key).status()).isEqualTo(401);
        assertThat(ada.get("/storage/download/" + key).body()).isEqualTo("Earl Grey");
    }
}
