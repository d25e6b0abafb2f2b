package parley.http.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a file that is to be moved in, and what an odd or hostile one comes to. */
class JsonFileTest {
    private static final int MUTATIONS = Integer.getInteger("parley.mutations", 100);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    /** Hears all of it. */
    private static final class Heard implements JsonFile.Taker {
        final List<String> records = new ArrayList<>();
        final List<String> strangers = new ArrayList<>();
        String scheme = "";

        @Override
        public void record(Kind kind, String json) {
            records.add(kind.word() + " " + json);
        }

        @Override
        public void scheme(String sealedBy) {
            scheme = sealedBy;
        }

        @Override
        public void stranger(String name) {
            strangers.add(name);
        }
    }

    private static Heard read(String json) {
        Heard heard = new Heard();
        JsonFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), heard);
        return heard;
    }

    @Test
    void takes_arrays_in_any_order_and_spelling_and_passes_over_what_it_does_not_know() {
        Heard heard = read("""
            {"messages":[{"id":1}],"creditTransactions":[{"id":"t"}],"news":{"a":[1,2]},
             "encryption":{"scheme":"none","more":[1]},"users":[{"id":"u"},7],"version":1,"format":"chatsparty-export"}
            """);
        assertThat(heard.records)
                .containsExactly(
                        "messages {\"id\":1}", "credit_transactions {\"id\":\"t\"}", "users {\"id\":\"u\"}", "users 7");
        assertThat(heard.strangers).containsExactly("news");
        assertThat(heard.scheme).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"users\":[{\"id\":",
                "{\"users\":[}",
                "{\"users\":[]} {}",
                "{\"users\":[],\"version\":2}",
                "{\"users\":[],\"format\":\"other\"}",
                "{\"version\":1}"
            })
    void refuses_what_is_broken_or_something_else_in_one_sentence(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Unmovable.class).hasMessageContaining("Nothing was moved");
    }

    @Test
    void refuses_a_text_or_a_depth_that_is_beyond_all_measure() {
        assertThatThrownBy(() -> read("{\"users\":[" + "[".repeat(100_000)))
                .isInstanceOf(Unmovable.class)
                .hasMessageContaining("depth");
        InputStream huge = new SequenceInputStream(
                new ByteArrayInputStream("{\"users\":[{\"name\":\"".getBytes(StandardCharsets.UTF_8)), new Endless());
        assertThatThrownBy(() -> JsonFile.read(huge, new Heard()))
                .isInstanceOf(Unmovable.class)
                .hasMessageContaining("length");
    }

    @Test
    void a_record_of_many_small_parts_that_is_too_large_is_passed_over_and_the_rest_taken() {
        String part = "\"" + "x".repeat(1_000) + "\",";
        Heard heard = read("{\"users\":[{\"id\":\"big\",\"a\":[" + part.repeat(17_000) + "1]},{\"id\":\"small\"}]}");
        assertThat(heard.records).containsExactly("users {\"too-large\":true}", "users {\"id\":\"small\"}");
    }

    /** The letter x for ever. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int length) {
            java.util.Arrays.fill(into, from, from + length, (byte) 'x');
            return length;
        }
    }

    @Test
    void whatever_happens_to_a_file_it_is_moved_or_refused_and_never_a_fault() throws Exception {
        Path file = OldFiles.json(directory.resolve("export.json"), new OldServer(12, true), true);
        byte[] whole = Files.readAllBytes(file);
        Set<Path> before = stages();
        int moved = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            byte[] changed = changed(whole, new Random(seed));
            try (StagedOrigin origin = StagedOrigin.of(new ByteArrayInputStream(changed))) {
                moved += lookedThrough(origin);
            } catch (Unmovable refused) {
                assertThat(refused.getMessage()).as("seed " + seed).contains("Nothing was moved");
            }
        }
        assertThat(moved).isPositive().isLessThan(MUTATIONS);
        assertThat(stages()).isEqualTo(before);
    }

    /** What is laid out at this moment. */
    private static Set<Path> stages() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(it -> it.getFileName().toString().startsWith("parley-import-"))
                    .collect(Collectors.toSet());
        }
    }

    private static int lookedThrough(Origin origin) {
        Report report = new Report(null, _ -> {});
        Progress progress = new Progress(new java.io.PrintWriter(java.io.Writer.nullWriter()), false, () -> 0);
        Move move = new Move(origin, new Nowhere(), new Crew(4), report, progress, java.time.Instant.EPOCH);
        Importing.all(move, new OldKeys(secret(""), secret(OldServer.JWT_SECRET), origin.scheme()));
        return 1;
    }

    private static parley.engine.kernel.Secret secret(String text) {
        return new parley.engine.kernel.Secret(text);
    }

    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        int place = random.nextInt(whole.length);
        switch (random.nextInt(4)) {
            case 0 -> changed = java.util.Arrays.copyOf(whole, place);
            case 1 -> {
                for (int at = 0; at < 3; at++) changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            case 2 -> changed[place] = "{}[]\",:0-tn".getBytes(StandardCharsets.US_ASCII)[random.nextInt(11)];
            default -> {
                int length = Math.min(random.nextInt(200), whole.length - place);
                System.arraycopy(whole, random.nextInt(whole.length - length), changed, place, length);
            }
        }
        return changed;
    }
}
