package parley.persistence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.storage.FileId;
import parley.engine.storage.FileStore;
import parley.engine.storage.Span;
import parley.engine.storage.StorageFailure;

class DiskStoreTest {
    private static final FileId FILE = new FileId("file-1");
    private static final int LARGE = 300_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private ActorTestKit kit;

    @SuppressWarnings("NullAway.Init")
    private FileStore store;

    @BeforeEach
    void open() {
        Map<String, String> place = Map.of("parley.file-store.local.path", stored().toString());
        kit = ActorTestKit.create("store", ConfigFactory.parseMap(place).withFallback(ConfigFactory.load()));
        store = FileStores.open(kit.system());
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void gives_back_what_it_was_given_as_a_whole_and_in_pieces() {
        ByteString text = text(LARGE);
        put(FILE, text.take(1), text.drop(1));

        assertThat(join(store.stat(FILE))).isEqualTo(OptionalLong.of(LARGE));
        assertThat(read(FILE, 0, LARGE)).isEqualTo(text.utf8String());
        assertThat(read(FILE, 70_000, 100_000))
                .isEqualTo(text.slice(70_000, 170_000).utf8String());
        assertThat(read(FILE, LARGE - 1, 1)).isEqualTo(text.takeRight(1).utf8String());
        assertThat(read(FILE, 5, 0)).isEmpty();
    }

    @Test
    void keeps_an_empty_file() {
        put(FILE);

        assertThat(join(store.stat(FILE))).isEqualTo(OptionalLong.of(0));
        assertThat(read(FILE, 0, 0)).isEmpty();
    }

    @Test
    void keeps_nothing_of_a_stream_that_fails_and_tells_why() {
        Source<ByteString, ?> broken =
                Source.single(text(LARGE)).concat(Source.failed(new IllegalArgumentException("the line was cut")));

        Throwable failure = catchThrowable(() -> join(store.put(FILE, "text/plain", broken)));

        assertThat(failure)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the line was cut");
        assertThat(join(store.stat(FILE))).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void forgets_a_file_and_does_not_mind_one_that_is_not_there() {
        put(FILE, text(10));

        join(store.delete(FILE));
        join(store.delete(FILE));

        assertThat(join(store.stat(FILE))).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(catchThrowable(() -> read(FILE, 0, 1)))
                .cause()
                .isInstanceOfSatisfying(
                        StorageFailure.class, it -> assertThat(it.kind()).isEqualTo(StorageFailure.Kind.REFUSED))
                .hasMessageContaining("parley.file-store.local.path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../file", "/etc/passwd", "a/b", "a\u0000b", ""})
    void lets_no_other_id_near_a_path(String id) {
        assertThat(catchThrowable(() -> join(store.delete(new FileId(id))))).isNotNull();
        assertThat(catchThrowable(() -> put(new FileId(id), text(1)))).isNotNull();
        assertThat(files()).isEmpty();
    }

    private Path stored() {
        return directory.resolve("stored");
    }

    /** Every file below the directory, parts and all. */
    private List<Path> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void put(FileId file, ByteString... pieces) {
        join(store.put(file, "text/plain", Source.from(List.of(pieces))));
    }

    private String read(FileId file, long from, long length) {
        return join(store.get(file, new Span(from, length))
                        .thenCompose(it ->
                                it.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), kit.system())))
                .utf8String();
    }

    /** Letters of which no piece looks like the one before. */
    private static ByteString text(int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; text.length() < length; at++) text.append(at).append(' ');
        return ByteString.fromString(text.substring(0, length));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
