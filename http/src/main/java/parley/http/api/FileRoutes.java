package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.optionalBody;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.DocumentReader;
import parley.engine.storage.DocumentText;
import parley.engine.storage.FileId;
import parley.engine.storage.FileIndex;
import parley.engine.storage.FileUsage;
import parley.engine.storage.Files;
import parley.engine.storage.Span;
import parley.engine.storage.StoredFile;
import parley.http.edge.SignedIn;
import parley.http.edge.SignedLinks;
import parley.http.file.FileDownload;
import parley.http.file.FileReceipt;
import parley.http.file.FileTroubles;

/** A user's own files. */
public final class FileRoutes {
    /** A store far away may need so long for a file that has come as a whole, and a document for being read. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int USUAL_SECONDS = 3600;
    private static final int MOST_SECONDS = 7 * 24 * 3600;

    private final Files files;
    private final FileIndex index;
    private final DocumentReader documents;
    private final SignedLinks links;
    private final SignedIn signedIn;
    private final Clock clock;
    private final FileReceipt receipt;
    private final FileDownload download;

    public FileRoutes(
            Files files, FileIndex index, DocumentReader documents, SignedLinks links, SignedIn signedIn, Clock clock) {
        this.files = files;
        this.index = index;
        this.documents = documents;
        this.links = links;
        this.signedIn = signedIn;
        this.clock = clock;
        this.receipt = new FileReceipt(files);
        this.download = new FileDownload(files);
    }

    record LinkForm(@Nullable Integer expiresIn) {}

    record Link(String url, Instant expiresAt) {}

    record Usage(long bytes, int files, long mostBytes, int mostFiles) {
        static Usage of(FileUsage it) {
            return new Usage(it.bytes(), it.files(), it.mostBytes(), it.mostFiles());
        }
    }

    record Text(FileId id, String text, int characters, boolean truncated) {
        static Text of(FileId id, DocumentText it) {
            return new Text(id, it.text(), it.text().length(), it.truncated());
        }
    }

    public Route routes() {
        Route files = pathPrefix(
                "files",
                () -> withRequestTimeout(
                        PATIENCE,
                        () -> concat(
                                shared(),
                                signedIn.signedIn(user -> concat(
                                        pathEnd(() -> concat(list(user), store(user))),
                                        path("usage", () -> usage(user)),
                                        pathPrefix(segment(), id -> one(user, new FileId(id))))))));
        return pathPrefix("api", () -> concat(pathPrefix("v1", () -> files), files));
    }

    private Route one(UserId user, FileId file) {
        return concat(
                pathEnd(() -> concat(show(user, file), remove(user, file))),
                path("content", () -> content(user, file)),
                path("text", () -> text(user, file)),
                path("link", () -> link(user, file)));
    }

    // GET /api/v1/files
    private Route list(UserId user) {
        return get(() -> Listing.asked(
                "createdAt", page -> ok(index.files(user, page).thenApply(it -> Listing.of(it, FileAnswer::of)))));
    }

    // POST /api/v1/files?name=&conversation=
    private Route store(UserId user) {
        return post(() ->
                parameterMap(asked -> extractRequestEntity(entity -> extractMaterializer(materializer -> created(
                        receipt.stored(user, asked.get("name"), asked.get("conversation"), entity, materializer)
                                .thenApply(FileAnswer::of),
                        it -> "/api/v1/files/" + it.id())))));
    }

    // GET /api/v1/files/usage
    private Route usage(UserId user) {
        return get(() -> ok(files.usage(user).thenApply(Usage::of)));
    }

    // GET /api/v1/files/{file}
    private Route show(UserId user, FileId file) {
        return get(() -> ok(files.file(user, file).thenApply(FileAnswer::of)));
    }

    // DELETE /api/v1/files/{file}
    private Route remove(UserId user, FileId file) {
        return delete(() -> gone(files.delete(user, file)));
    }

    // GET /api/v1/files/{file}/content
    private Route content(UserId user, FileId file) {
        return get(() -> download.of(files.file(user, file)));
    }

    // GET /api/v1/files/{file}/text
    private Route text(UserId user, FileId file) {
        return get(() -> ok(
                FileTroubles.told(files.file(user, file).thenCompose(this::read).thenApply(it -> Text.of(file, it)))));
    }

    private CompletionStage<DocumentText> read(StoredFile file) {
        documents.check(file);
        return files.content(file.id(), new Span(0, file.size())).thenCompose(bytes -> documents.read(file, bytes));
    }

    // POST /api/v1/files/{file}/link {expiresIn?}
    private Route link(UserId user, FileId file) {
        return post(() -> optionalBody(
                LinkForm.class,
                form -> created(files.file(user, file).thenApply(it -> link(user, it, form.expiresIn)), it -> it.url)));
    }

    private Link link(UserId user, StoredFile file, @Nullable Integer seconds) {
        int lasts = seconds == null ? USUAL_SECONDS : seconds;
        if (lasts < 1 || lasts > MOST_SECONDS)
            throw Refusal.invalid("expiresIn must be 1 to " + MOST_SECONDS + " seconds");
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(lasts);
        String signed = links.signed(end, user.value(), file.id().value());
        return new Link("/api/v1/files/shared/" + signed, end);
    }

    // GET /api/v1/files/shared/{link}
    private Route shared() {
        return pathPrefix(
                "shared",
                () -> path(
                        segment(),
                        link -> get(() -> {
                            List<String> names = links.opened(link);
                            return download.of(files.file(new UserId(names.getFirst()), new FileId(names.getLast())));
                        })));
    }
}
