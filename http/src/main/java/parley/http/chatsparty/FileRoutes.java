package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileId;
import parley.engine.storage.StoredFile;
import parley.http.edge.SignedIn;
import parley.http.file.FileReceipt;

/** Documents of the first era: kept, or only read. No path of this server is told. */
final class FileRoutes implements Chapter {
    /** A document may have to wait until others are read. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SignedIn signedIn;
    private final FileReceipt receipt;
    private final DocumentRules rules;
    private final Extraction extraction;

    FileRoutes(Doors doors, DocumentRules rules) {
        this.signedIn = doors.keyring().signedIn();
        this.receipt = new FileReceipt(doors.files());
        this.rules = rules;
        this.extraction = new Extraction(doors.mediaTypes(), doors.documents(), rules);
    }

    record Uploaded(
            boolean success,
            String message,
            FileId fileId,
            String filename,
            long size,
            String contentType,
            @Nullable String temporaryPath) {
        static Uploaded of(StoredFile it) {
            return new Uploaded(
                    true, "File uploaded successfully", it.id(), it.name(), it.size(), it.mediaType(), null);
        }
    }

    record FileInfo(
            String storedPath, String fileUrl, String filename, String contentType, long size, String provider) {}

    record Kept(boolean success, String message, FileInfo fileInfo) {}

    @Override
    public Route routes(Mount mount) {
        return concat(upload(), persistent(mount), extract());
    }

    // POST /files/upload
    private Route upload() {
        return form(
                "upload",
                user -> (entity, materializer) ->
                        stored(user, entity, materializer).thenApply(Uploaded::of));
    }

    // POST /files/upload-persistent
    private Route persistent(Mount mount) {
        return form(
                "upload-persistent",
                user -> (entity, materializer) -> stored(user, entity, materializer)
                        .thenApply(it -> new Kept(true, "File uploaded and stored successfully", info(mount, it))));
    }

    // POST /files/extract-content
    private Route extract() {
        return form("extract-content", user -> (entity, materializer) -> extraction.of(user, entity, materializer));
    }

    private CompletionStage<StoredFile> stored(UserId user, RequestEntity entity, Materializer materializer) {
        return receipt.form(user, null, rules, entity, materializer);
    }

    private FileInfo info(Mount mount, StoredFile it) {
        String key = StorageKey.of(it);
        return new FileInfo(
                key, StorageRoutes.address(mount, key), it.name(), it.mediaType(), it.size(), rules.provider());
    }

    private Route form(
            String name, Function<UserId, BiFunction<RequestEntity, Materializer, CompletionStage<?>>> answer) {
        return path(
                segment("files").slash(name),
                () -> post(() -> withRequestTimeout(
                        PATIENCE,
                        () -> signedIn.signedIn(user -> extractRequestEntity(entity -> extractMaterializer(
                                materializer -> Reply.ok(answer.apply(user).apply(entity, materializer))))))));
    }
}
