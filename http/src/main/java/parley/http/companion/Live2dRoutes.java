package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.getFromFile;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.Directives.respondWithHeader;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segments;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import parley.engine.kernel.UserId;
import parley.http.edge.Json;
import parley.http.edge.Problem;
import parley.http.edge.SignedLinks;
import parley.http.live2d.Live2dSettings;
import parley.http.live2d.Model;
import parley.http.live2d.ModelId;
import parley.http.live2d.Shelf;

/**
 * Live2D models: uploaded as the guide and the page do it, listed and deleted as the page does, and served (contract, 2.1,
 * 2.2 and 7.7). A model is its visitor's own. The page loads {@code /models/<id>/<id>.model3.json} without a token, so that
 * address shows a guest the guest's own models, and everybody those of the operator's shared folder. Whoever sends a token
 * is told paths of the form {@code /models/<key>/<id>/<id>.model3.json} with a key that cannot be guessed and says whose
 * models these are: they can be loaded without the token. A name that is taken gets a number, {@code furina_1}, as in
 * the guide's backend.
 */
final class Live2dRoutes implements Chapter {
    private static final String ZIP = ".zip";
    private static final Set<String> FIELDS = Set.of("file", "model");
    private static final String LINK = "live2d";
    /** The page keeps a model's path for ever. */
    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-cache");
    private static final Map<String, ContentType> TYPES = Map.of(
            "json", ContentTypes.APPLICATION_JSON,
            "png", ContentTypes.parse("image/png"),
            "jpg", ContentTypes.parse("image/jpeg"),
            "jpeg", ContentTypes.parse("image/jpeg"),
            "wav", ContentTypes.parse("audio/wav"),
            "mp3", ContentTypes.parse("audio/mpeg"),
            "ogg", ContentTypes.parse("audio/ogg"));

    private static final Executor WORK = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("live2d-", 1).factory());

    private final Visitors visitors;
    private final SignedLinks links;
    private final Shelf shelf;
    private final UploadForm form;
    private final Semaphore free;
    private final Clock clock;

    Live2dRoutes(SignedLinks links, Visitors visitors, Live2dSettings settings, Clock clock) {
        this.visitors = visitors;
        this.links = links;
        this.shelf = new Shelf(settings);
        this.form = new UploadForm(FIELDS, settings.largest(), settings.within());
        this.free = new Semaphore(settings.atOnce());
        this.clock = clock;
        WORK.execute(shelf::sweep);
    }

    record Line(String id, String name, String path, Model.Capabilities capabilities, Model.Metadata metadata) {}

    record Listed(boolean success, List<Line> data, int count, Instant timestamp) {}

    record Stored(String modelId, String modelPath, Model.Capabilities capabilities, Model.Metadata metadata) {}

    record Uploaded(
            boolean success,
            @JsonProperty("model_id") String modelId,
            @JsonProperty("model_path") String modelPath,
            @JsonProperty("file_count") int fileCount,
            @JsonProperty("total_size") long totalSize,
            @JsonProperty("skipped_files") int skippedFiles,
            @JsonProperty("allowed_extensions") List<String> allowedExtensions,
            Stored data,
            Instant timestamp) {}

    record Deleted(boolean success, String message, Instant timestamp) {}

    @Override
    public Route routes() {
        return concat(
                pathPrefix(
                        segment("api").slash("models"),
                        () -> concat(
                                path("upload", () -> post(() -> visitors.visiting(this::upload))),
                                path("models", () -> get(() -> visitors.visiting(this::list))),
                                path(
                                        segment("models").slash(segment()),
                                        id -> delete(() -> visitors.visiting(it -> remove(it, id)))),
                                path(segment(), id -> delete(() -> visitors.visiting(it -> remove(it, id)))))),
                pathPrefix("models", () -> path(segments(), it -> get(() -> file(it)))));
    }

    // POST /api/models/upload, a form with a ZIP archive in the field file or model
    private Route upload(UserId visitor) {
        return extractMaterializer(materializer -> extractRequest(request -> Json.ok(
                kept(visitor, request, materializer).thenApply(kept -> uploaded(kept, base(visitor, request))))));
    }

    private CompletionStage<Shelf.Kept> kept(UserId visitor, HttpRequest request, Materializer materializer) {
        if (!free.tryAcquire())
            throw Problem.unavailable("too many models are being received at the moment; try again soon");
        return worked(() -> shelf.bench(visitor))
                .thenCompose(bench -> form.received(request.entity(), bench.archive(), materializer)
                        .thenApply(Live2dRoutes::checked)
                        .thenCompose(_ -> worked(() -> shelf.keep(visitor, bench)))
                        .whenCompleteAsync((_, _) -> bench.close(), WORK))
                .whenComplete((_, _) -> free.release());
    }

    private static UploadForm.Sent checked(UploadForm.Sent sent) {
        if (!sent.name().value().toLowerCase(Locale.ROOT).endsWith(ZIP))
            throw Problem.malformed("a model comes as a ZIP archive, a file whose name ends in .zip");
        return sent;
    }

    private Uploaded uploaded(Shelf.Kept kept, String base) {
        Model model = kept.model();
        String path = place(model, base);
        return new Uploaded(
                true,
                model.id(),
                path,
                kept.files(),
                kept.bytes(),
                kept.skipped(),
                Shelf.EXTENSIONS,
                new Stored(model.id(), path, model.capabilities(), model.metadata()),
                clock.instant());
    }

    // GET /api/models/models
    private Route list(UserId visitor) {
        return extractRequest(request -> {
            String base = base(visitor, request);
            return Json.ok(worked(() -> shelf.models(visitor)).thenApply(all -> listed(all, base)));
        });
    }

    private Listed listed(List<Model> models, String base) {
        List<Line> lines = models.stream()
                .map(it -> new Line(it.id(), it.metadata().name(), place(it, base), it.capabilities(), it.metadata()))
                .toList();
        return new Listed(true, lines, lines.size(), clock.instant());
    }

    // DELETE /api/models/models/{id}, DELETE /api/models/{id}
    private Route remove(UserId visitor, String id) {
        ModelId model = new ModelId(id);
        return Json.ok(worked(() -> {
            shelf.delete(visitor, model);
            return new Deleted(true, "Model " + id + " deleted", clock.instant());
        }));
    }

    // GET /models/{id}/{file}, GET /models/{key}/{id}/{file}
    private Route file(List<String> parts) {
        // The id of a model has no dot in it, a key always has.
        if (!parts.getFirst().contains(".")) return visitors.visiting(it -> file(it, parts));
        List<String> names = links.opened(parts.getFirst());
        if (names.size() != 2 || !names.getFirst().equals(LINK)) return reject();
        return file(new UserId(names.getLast()), parts.subList(1, parts.size()));
    }

    private Route file(UserId owner, List<String> parts) {
        if (parts.size() < 2) return reject();
        String below = String.join("/", parts.subList(1, parts.size()));
        return onSuccess(
                worked(() -> shelf.file(owner, parts.getFirst(), below)),
                found -> found.map(Live2dRoutes::sent).orElse(reject()));
    }

    private static Route sent(Path file) {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        ContentType type = Optional.ofNullable(TYPES.get(ending)).orElse(ContentTypes.APPLICATION_OCTET_STREAM);
        return respondWithHeader(PRIVATE, () -> getFromFile(file.toFile(), type));
    }

    /** Where models are told to be: at their plain path for guests, and below a key for those who came with a token. */
    private String base(UserId visitor, HttpRequest request) {
        return request.getHeader("Authorization").isEmpty()
                ? "/models/"
                : "/models/" + links.signed(FOR_EVER, LINK, visitor.value()) + "/";
    }

    private static String place(Model model, String base) {
        return base + model.id() + "/" + model.file();
    }

    private static <T> CompletionStage<T> worked(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, WORK);
    }
}
