package parley.http.main;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.http.api.Client;

/** Live2D models over HTTP, as the Companion's page and its guide handle them (contract, 2.1, 2.2, 2.3 and 7.7). */
class Live2dTest extends House {
    private static final int LARGEST = 4 << 20;
    private static final String LIST = "/api/models/models";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private static Path shared;

    @SuppressWarnings("NullAway.Init") // filled before all tests
    private Client page;

    @Override
    String settings() {
        return "parley.companion.live2d { folder = \"%s\", shared = \"%s\", largest = %d, models = 3 }"
                .formatted(folder, shared, LARGEST);
    }

    @BeforeAll
    void visit() throws IOException {
        page = new Client(server.address().getPort(), "");
        Path everybodys = Files.createDirectories(shared.resolve("statue"));
        Files.writeString(everybodys.resolve("statue.model3.json"), ModelArchive.FURINA);
        Files.writeString(everybodys.resolve("furina.moc3"), "MOC3");
        Files.writeString(everybodys.resolve("secret.txt"), "not for everybody");
    }

    @AfterEach
    void clear() {
        page.get(LIST)
                .json()
                .path("data")
                .forEach(it -> page.delete(LIST + "/" + it.path("id").asText()));
    }

    private static Client.Reply upload(Client by, String field, String name, byte[] archive) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/zip\r\n\r\n")
                .getBytes(ISO_8859_1));
        form.writeBytes(archive);
        form.writeBytes("\r\n--edge--\r\n".getBytes(ISO_8859_1));
        return by.send(by.request("/api/models/upload")
                .setHeader("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
    }

    private Client.Reply upload(byte[] archive) {
        return upload(page, "model", "furina.zip", archive);
    }

    /** Every file that is kept, the empty folders of owners and of the workshop aside. */
    private static long kept() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(it ->
                            Files.isRegularFile(it) || folder.relativize(it).getNameCount() > 1)
                    .count();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "file"})
    void a_model_is_uploaded_listed_loaded_and_deleted(String field) throws Exception {
        JsonNode made = upload(
                        page, field, "my model.zip", ModelArchive.furina().bytes())
                .json();

        assertThat(made.path("success").asBoolean()).isTrue();
        assertThat(made.path("model_id").asText()).isEqualTo("furina");
        assertThat(made.path("file_count").asInt()).isEqualTo(4);
        assertThat(made.path("skipped_files").asInt()).isEqualTo(1);
        assertThat(made.path("allowed_extensions")).hasSize(8);
        assertThat(made.path("data").path("modelId").asText()).isEqualTo("furina");
        JsonNode line = page.get(LIST).json().path("data").get(0);
        assertThat(line.path("id").asText()).isEqualTo("furina");
        assertThat(line.path("name").asText()).isEqualTo("furina");
        String path = line.path("path").asText();
        assertThat(path)
                .isEqualTo("/models/furina/furina.model3.json")
                .isEqualTo(made.path("data").path("modelPath").asText());
        Client.Reply model = page.get(path);
        assertThat(model.body()).isEqualTo(ModelArchive.FURINA);
        assertThat(model.header("Content-Type")).isEqualTo("application/json");
        assertThat(model.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.get("/models/furina/textures/texture_00.png").header("Content-Type"))
                .isEqualTo("image/png");
        assertThat(page.get("/models/furina/readme.txt").status()).isEqualTo(404);
        assertThat(page.delete(field.equals("file") ? "/api/models/furina" : LIST + "/furina")
                        .status())
                .isEqualTo(200);
        assertThat(page.get(path).status()).isEqualTo(404);
        assertThat(kept()).isZero();
    }

    @Test
    void what_a_model_can_do_is_told() throws Exception {
        upload(ModelArchive.furina().bytes());

        JsonNode told = page.get(LIST).json().path("data").get(0).path("capabilities");
        assertThat(told.path("hasEyeBlink").asBoolean()).isTrue();
        assertThat(told.path("hasLipSync").asBoolean()).isTrue();
        assertThat(told.path("hasBreath").asBoolean(true)).isFalse();
        assertThat(told.path("hasPhysics").asBoolean()).isTrue();
        assertThat(told.path("hasExpressions").asBoolean()).isTrue();
        assertThat(told.path("hasMotions").asBoolean()).isTrue();
        assertThat(told.path("parameters").findValuesAsText("id"))
                .containsExactly("ParamEyeLOpen", "ParamEyeROpen", "ParamMouthOpenY");
        assertThat(told.path("expressions").get(0).path("name").asText()).isEqualTo("smile");
        assertThat(told.path("motionGroups").get(0).asText()).isEqualTo("Idle");
    }

    @Test
    void a_model_in_a_folder_of_its_archive_is_found_and_a_taken_name_gets_a_number() throws Exception {
        byte[] archive = new ModelArchive()
                .with("Fontaine/furina.model3.json", ModelArchive.FURINA)
                .with("Fontaine/furina.moc3", "MOC3")
                .with("__MACOSX/Fontaine/._furina.model3.json", "clutter")
                .bytes();

        assertThat(upload(archive).json().path("model_id").asText()).isEqualTo("furina");
        JsonNode second = upload(archive).json();
        assertThat(second.path("model_id").asText()).isEqualTo("furina_1");
        assertThat(page.get("/models/furina_1/furina_1.model3.json").status()).isEqualTo(200);
        assertThat(page.get("/models/furina_1/furina.moc3").body()).isEqualTo("MOC3");
        upload(archive);
        assertThat(upload(archive).status()).isEqualTo(409);
    }

    static Stream<Arguments> hostile() {
        byte[] zeros = new byte[12 << 20];
        ModelArchive many = ModelArchive.furina();
        for (int at = 0; at < 1001; at++) many.with("t" + at + ".png", "x");
        return Stream.of(
                arguments("traversal", ModelArchive.furina().with("../../escape.png", "x"), "leads out"),
                arguments("traversal with backslashes", ModelArchive.furina().with("..\\escape.png", "x"), "leads out"),
                arguments("an absolute name", ModelArchive.furina().with("/etc/escape.png", "x"), "absolute"),
                arguments("a drive", ModelArchive.furina().with("C:\\escape.png", "x"), "absolute"),
                arguments("a stream of a file", ModelArchive.furina().with("a.png:b.png", "x"), "not every system"),
                arguments("a device", ModelArchive.furina().with("aux.png", "x"), "not every system"),
                arguments("a NUL in a name", ModelArchive.furina().with("a\0.png", "x"), "not every system"),
                arguments("a long name", ModelArchive.furina().with("a".repeat(252) + ".png", "x"), "too long"),
                arguments(
                        "a deep name",
                        ModelArchive.furina().with("a/".repeat(20) + "a.png", "x"),
                        "too long or too deep"),
                arguments("a bomb", ModelArchive.furina().with("bomb.png", zeros), "far larger"),
                arguments(
                        "a bomb that says it is small", ModelArchive.furina().lying("bomb.png", zeros, 10), "damaged"),
                arguments("more than it becomes", ModelArchive.furina().lying("a.png", new byte[5], 9), "damaged"),
                arguments(
                        "more than may be", ModelArchive.furina().lying("a.wav", new byte[5], 201 << 20), "more than"),
                arguments("1001 files", many, "too many files"),
                arguments("encryption", ModelArchive.furina().encrypted("a.png", "x"), "encrypted"),
                arguments("a link", ModelArchive.furina().special("a.png", "/etc/passwd", 0xA000), "a link"),
                arguments("a pipe", ModelArchive.furina().special("a.png", "", 0x1000), "a link or a device"),
                arguments("a name twice", ModelArchive.furina().with("furina.moc3", "x"), "two files"),
                arguments("a name twice but for its case", ModelArchive.furina().with("FURINA.moc3", "x"), "two files"),
                arguments(
                        "a file as a folder",
                        ModelArchive.furina().with("furina.moc3/a.png", "x"),
                        "a folder of the same"),
                arguments("no model", new ModelArchive().with("a.png", "x"), "no *.model3.json"),
                arguments("an archive in it", new ModelArchive().with("furina.zip", "PK"), "no *.model3.json"),
                arguments("no moc3", new ModelArchive().with("f.model3.json", ModelArchive.FURINA), "moc3"),
                arguments("a moc3 elsewhere", model("{\"FileReferences\":{\"Moc\":\"../../a.moc3\"}}"), "leads out"),
                arguments("no references", model("{}"), "names no moc3"),
                arguments("no object", model("[]"), "no JSON object"),
                arguments("no JSON", model("{"), "not well-formed"));
    }

    private static ModelArchive model(String json) {
        return new ModelArchive().with("f.model3.json", json).with("f.moc3", "MOC3");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hostile(String what, ModelArchive archive, String why) throws IOException {
        Client.Reply no = upload(archive.bytes());

        assertThat(no.status()).as(no.body()).isEqualTo(400);
        assertThat(no.json().path("error").asText()).contains(why);
        assertThat(no.json().path("success").asBoolean(true)).isFalse();
        assertThat(kept()).isZero();
    }

    @Test
    void what_is_no_archive_or_not_all_of_one_leaves_nothing() throws IOException {
        byte[] good = ModelArchive.furina().bytes();
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        byte[] spoilt = good.clone();
        spoilt[60] = (byte) (spoilt[60] ^ 0x55);

        for (byte[] bad : new byte[][] {{}, "PK".getBytes(ISO_8859_1), cut, spoilt, new byte[LARGEST / 2]})
            assertThat(upload(bad).status()).isEqualTo(400);
        assertThat(upload(page, "model", "furina.exe", good).status()).isEqualTo(400);
        assertThat(upload(page, "card", "furina.zip", new byte[9]).status()).isEqualTo(422);
        assertThat(upload(new byte[LARGEST + 1]).status()).isEqualTo(413);
        assertThat(page.post("/api/models/upload", "{}").status()).isEqualTo(422);
        assertThat(kept()).isZero();
    }

    @Test
    void nothing_stays_of_an_upload_that_breaks_off() throws IOException {
        RawRequest.sendAndHangUp(server.address(), RawRequest.cutOffForm("/api/models/upload", "model", "PK"));

        assertThat(Eventually.becomes(() -> kept() == 0)).isTrue();
        assertThat(upload(page, "model", "a.zip", ModelArchive.furina().bytes()).status())
                .isEqualTo(200);
    }

    @Test
    void models_are_their_owners_and_a_key_in_their_path_opens_them_without_a_token() throws IOException {
        Client ada = Premises.person(server);
        upload(ada, "model", "furina.zip", ModelArchive.furina().bytes());

        String path = ada.get(LIST).json().path("data").get(0).path("path").asText();

        assertThat(ids(page.get(LIST))).doesNotContain("furina");
        assertThat(page.get("/models/furina/furina.model3.json").status()).isEqualTo(404);
        assertThat(page.delete(LIST + "/furina").status()).isEqualTo(404);
        assertThat(path).endsWith("/furina/furina.model3.json");
        assertThat(page.get(path).body()).isEqualTo(ModelArchive.FURINA);
        assertThat(page.get(path.replace("/furina/furina.model3.json", "x/furina/furina.model3.json"))
                        .status())
                .isEqualTo(404);
        assertThat(ada.delete(LIST + "/furina").status()).isEqualTo(200);
    }

    private static List<String> ids(Client.Reply list) {
        return list.json()
                .path("data")
                .valueStream()
                .map(it -> it.path("id").asText())
                .toList();
    }

    @Test
    void everybody_sees_the_models_of_the_operator_and_nobody_deletes_them() {
        assertThat(ids(page.get(LIST))).containsExactly("statue");
        assertThat(page.get("/models/statue/statue.model3.json").status()).isEqualTo(200);
        assertThat(page.get("/models/statue/secret.txt").status()).isEqualTo(404);
        assertThat(page.delete(LIST + "/statue").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/..%2Fstatue/statue.model3.json",
                "/models/statue/..%2F..%2Fa.json",
                "/models/statue/%2Fetc%2Fpasswd.json",
                "/models/statue/.hidden.json",
                "/models/statue",
                "/models/statue/",
                "/models/statue%0A/statue.model3.json",
                "/models/a.b/statue/statue.model3.json",
            })
    void nothing_else_is_served(String path) {
        assertThat(page.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a%2Fb", "a%0A"})
    void a_strange_id_is_not_deleted(String id) {
        assertThat(page.delete(LIST + "/" + id).status()).isEqualTo(400);
    }
}
