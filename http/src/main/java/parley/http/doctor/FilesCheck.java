package parley.http.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.storage.FileId;
import parley.engine.storage.FileStore;
import parley.engine.storage.Span;
import parley.engine.storage.StorageFailure;
import parley.persistence.storage.FileStores;

/** The store of files: a small file goes in, comes out and is deleted again. */
record FilesCheck(Patient patient, Duration patience) {
    private static final ByteString PROBE =
            ByteString.fromArray("a probe of parley doctor".getBytes(StandardCharsets.UTF_8));
    private static final String HINT = "see parley.file-store and its variables (STORAGE_PROVIDER, AWS_*, R2_*)";

    List<Finding> findings() {
        String provider = patient.config().getString("parley.file-store.provider");
        Path folder = Path.of(patient.config().getString("parley.file-store.local.path"))
                .toAbsolutePath()
                .normalize();
        boolean local = provider.strip().equalsIgnoreCase("local");
        if (local && Files.notExists(folder))
            return List.of(Finding.ok("files", folder + " is made at the first start"));
        String where = local ? folder.toString() : "the bucket by " + provider;
        try (Workbench bench = Workbench.of(patient)) {
            FileStore store = FileStores.open(bench.system());
            FileId probe = new FileId("doctor-" + UUID.randomUUID());
            boolean same = done(store.put(probe, "text/plain", Source.single(PROBE))
                    .thenCompose(_ -> store.get(probe, new Span(0, PROBE.length())))
                    .thenCompose(it ->
                            it.runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), bench.system()))
                    .thenApply(PROBE::equals));
            done(store.delete(probe));
            return List.of(
                    same
                            ? Finding.ok("files", where + " takes, gives and deletes")
                            : Finding.wrong("files", where + " gives back something else than it was given", HINT));
        } catch (StorageFailure | CompletionException failure) {
            return List.of(Finding.wrong("files", where + " cannot be used: " + told(failure), HINT));
        }
    }

    /** What a store says of itself is for operators; anything else may quote a key. */
    private static String told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof StorageFailure it
                ? String.valueOf(it.getMessage())
                : cause.getClass().getSimpleName();
    }

    private <T> T done(CompletionStage<T> step) {
        return step.toCompletableFuture()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
