package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;
import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileUsage;
import parley.engine.storage.Files;
import parley.engine.storage.StoredFile;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;
import parley.http.edge.SignedLinks;
import parley.http.file.FileDownload;
import parley.http.file.FileReceipt;

/** Files by their keys. Whoever asks for a key of somebody else's file, or lists them, finds nothing there. */
final class StorageRoutes implements Chapter {
    /** A store far away may need so long for a file that has come as a whole. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int USUAL_SECONDS = 3600;
    private static final int MOST_SECONDS = 7 * 24 * 3600;

    private final SignedIn signedIn;
    private final Files files;
    private final SignedLinks links;
    private final Clock clock;
    private final FileReceipt receipt;
    private final FileDownload download;
    private final StorageLists lists;

    StorageRoutes(Doors doors, Clock clock) {
        this.signedIn = doors.keyring().signedIn();
        this.files = doors.files();
        this.links = doors.links();
        this.clock = clock;
        this.receipt = new FileReceipt(files);
        this.download = new FileDownload(files);
        this.lists = new StorageLists(doors.fileIndex());
    }

    record Uploaded(boolean success, String key, String url, StorageMetadata metadata) {}

    record Gone(boolean success, String message, String key) {}

    record LinkForm(
            String key,
            @Nullable String operation,
            @Nullable Integer expiresIn) {}

    record Link(String url, Instant expiresAt) {}

    record Usage(long totalSize, int fileCount, String formattedSize) {
        static Usage of(FileUsage it) {
            return new Usage(it.bytes(), it.files(), Sizes.formatted(it.bytes()));
        }
    }

    /** Where a file is fetched. */
    static String address(Mount mount, String key) {
        return (mount == Mount.API ? "/api" : "") + "/storage/download/" + key;
    }

    @Override
    public Route routes(Mount mount) {
        return pathPrefix(
                "storage",
                () -> withRequestTimeout(
                        PATIENCE,
                        () -> signedIn.signedIn(user -> concat(
                                path("upload", () -> upload(mount, user, null)),
                                path(
                                        segment("projects").slash(segment()).slash("upload"),
                                        project -> upload(mount, user, StorageKey.of(project))),
                                path("list", () -> list(user)),
                                path("usage", () -> usage(user)),
                                path("signed-url", () -> link(user)),
                                path(segment("download").slash(remaining()), key -> download(user, decoded(key))),
                                path(segment("metadata").slash(remaining()), key -> metadata(user, decoded(key))),
                                path(remaining(), key -> remove(user, decoded(key)))))));
    }

    // POST /storage/upload, POST /storage/projects/{project}/upload
    private Route upload(Mount mount, UserId user, @Nullable String sentFor) {
        return post(() -> extractRequestEntity(entity -> extractMaterializer(materializer ->
                Reply.ok(receipt.form(user, sentFor, FileReceipt.Bounds.NONE, entity, materializer)
                        .thenApply(it -> {
                            String key = StorageKey.of(it);
                            return new Uploaded(true, key, address(mount, key), StorageMetadata.of(it));
                        })))));
    }

    // GET /storage/download/{key}?inline
    private Route download(UserId user, String key) {
        return get(() -> parameterMap(asked -> download.of(
                found(user, key),
                asked.containsKey("inline") && !asked.getOrDefault("inline", "").equals("false"))));
    }

    // GET /storage/metadata/{key}
    private Route metadata(UserId user, String key) {
        return get(() -> Reply.ok(found(user, key).thenApply(StorageMetadata::of)));
    }

    // DELETE /storage/{key}
    private Route remove(UserId user, String key) {
        return delete(() -> Reply.ok(found(user, key)
                .thenCompose(it -> files.delete(user, it.id()))
                .thenApply(_ -> new Gone(true, "File deleted successfully", key))));
    }

    // GET /storage/list?prefix&maxKeys&continuationToken&delimiter
    private Route list(UserId user) {
        return get(() -> parameterMap(asked -> Reply.ok(lists.listed(user, StorageLists.Query.of(asked)))));
    }

    // GET /storage/usage
    private Route usage(UserId user) {
        return get(() -> Reply.ok(files.usage(user).thenApply(Usage::of)));
    }

    // POST /storage/signed-url {key, operation?, expiresIn?}
    private Route link(UserId user) {
        return post(() -> lenientBody(LinkForm.class, form -> {
            if ("put".equalsIgnoreCase(form.operation))
                throw new Problem(
                        StatusCodes.BAD_REQUEST,
                        "invalid",
                        "files are not sent to signed addresses here; send them to /storage/upload");
            if (form.operation != null && !form.operation.isBlank() && !"get".equalsIgnoreCase(form.operation))
                throw Refusal.invalid("operation must be get or put");
            return Reply.ok(found(user, form.key).thenApply(it -> link(user, it, form.expiresIn)));
        }));
    }

    private Link link(UserId user, StoredFile file, @Nullable Integer seconds) {
        int lasts = seconds == null ? USUAL_SECONDS : seconds;
        if (lasts < 1 || lasts > MOST_SECONDS)
            throw Refusal.invalid("expiresIn must be 1 to " + MOST_SECONDS + " seconds");
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(lasts);
        String signed = links.signed(end, user.value(), file.id().value());
        return new Link("/api/v1/files/shared/" + signed, end);
    }

    private CompletionStage<StoredFile> found(UserId user, String key) {
        return files.file(user, StorageKey.file(key)).thenApply(it -> StorageKey.checked(it, key));
    }

    /** Keys have slashes in them; some clients write those as {@code %2F}. */
    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strange) {
            throw StorageKey.unknown();
        }
    }
}
