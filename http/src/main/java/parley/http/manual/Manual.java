package parley.http.manual;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.redirect;
import static org.apache.pekko.http.javadsl.server.Directives.reject;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.server.Route;
import parley.http.edge.Envelope;
import parley.http.edge.Json;
import parley.http.edge.WebFile;
import parley.http.edge.WebFiles;

/** The OpenAPI document, and Swagger UI to read and to try it, under a policy that lets it speak with this server only. */
public final class Manual {
    private static final String PLACE = "/docs";
    private static final String ARCHIVE = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Set<String> BORROWED = Set.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png");

    private final CompletionStage<WebFile> document;
    private final WebFiles own = new WebFiles("/manual/");
    private final WebFiles borrowed = new WebFiles("/META-INF/resources/webjars/swagger-ui/" + release() + "/");

    private Manual(CompletionStage<WebFile> document) {
        this.document = document;
    }

    /** Of a version of the server; the document is put together beside, so that nobody waits for it at the start. */
    public static Manual of(String version) {
        CompletableFuture<WebFile> document = new CompletableFuture<>();
        document.completeAsync(
                () -> WebFile.of(Json.bytes(OpenApi.document(version)), ContentTypes.APPLICATION_JSON),
                it -> Thread.ofVirtual().name("openapi").start(it));
        return new Manual(document);
    }

    public Route routes() {
        return concat(document(), page(), files());
    }

    // GET /openapi.json
    private Route document() {
        return path(
                "openapi.json",
                () -> get(() ->
                        extractRequest(request -> completeWithFuture(document.thenApply(it -> it.response(request))))));
    }

    // GET /docs
    private Route page() {
        return path(
                "docs",
                () -> get(() -> extractRequest(
                        request -> told(own.response("index.html", request).map(Envelope::manual)))));
    }

    // GET /docs/{file}
    private Route files() {
        return pathPrefix(
                "docs",
                () -> concat(
                        path("", () -> get(() -> redirect(Uri.create(PLACE), StatusCodes.PERMANENT_REDIRECT))),
                        path(segment(), name -> get(() -> extractRequest(request -> told(file(name, request)))))));
    }

    private Optional<HttpResponse> file(String name, HttpRequest request) {
        return (BORROWED.contains(name) ? borrowed : own).response(name, request);
    }

    private static Route told(Optional<HttpResponse> found) {
        return found.map(it -> complete(it)).orElseGet(() -> reject());
    }

    /** The release of Swagger UI, under which its files lie. */
    private static String release() {
        Properties archive = new Properties();
        try (InputStream file = Manual.class.getResourceAsStream(ARCHIVE)) {
            if (file != null) archive.load(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return archive.getProperty("version", "unknown");
    }
}
