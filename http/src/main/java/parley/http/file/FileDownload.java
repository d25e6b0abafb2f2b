package parley.http.file;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.storage.Files;
import parley.engine.storage.Span;
import parley.engine.storage.StoredFile;

/** Sends a file or a piece of it, so that no browser runs what is in it. */
public final class FileDownload {
    private static final HttpHeader PIECES = RawHeader.create("Accept-Ranges", "bytes");
    private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-cache");
    private static final HttpHeader NO_POWER =
            RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox");

    private final Files files;

    public FileDownload(Files files) {
        this.files = files;
    }

    /** The file, shown where a browser can do so without running it. */
    public Route of(CompletionStage<StoredFile> found) {
        return of(found, true);
    }

    /** The same, or one that is always saved. */
    public Route of(CompletionStage<StoredFile> found, boolean shown) {
        return extractRequest(request ->
                completeWithFuture(FileTroubles.told(found.thenCompose(file -> response(file, shown, request)))));
    }

    private CompletionStage<HttpResponse> response(StoredFile file, boolean shown, HttpRequest request) {
        String tag = '"' + file.sha256() + '"';
        HttpResponse basis = HttpResponse.create()
                .addHeaders(List.of(
                        PIECES,
                        PRIVATE,
                        NO_POWER,
                        Disposition.of(file.name(), shown && Disposition.isShown(file.mediaType())),
                        RawHeader.create("ETag", tag)));
        if (asked(request, "If-None-Match").filter(it -> it.contains(tag)).isPresent())
            return CompletableFuture.completedFuture(basis.withStatus(StatusCodes.NOT_MODIFIED));
        Optional<String> range = asked(request, "Range")
                .filter(it -> asked(request, "If-Range").map(tag::equals).orElse(true));
        return switch (ByteRange.of(range, file.size())) {
            case ByteRange.Whole _ -> sent(file, new Span(0, file.size()), basis);
            case ByteRange.Piece piece ->
                sent(
                        file,
                        piece.span(),
                        basis.withStatus(StatusCodes.PARTIAL_CONTENT).addHeader(piece.header(file.size())));
            case ByteRange.Outside outside ->
                CompletableFuture.completedFuture(
                        basis.withStatus(StatusCodes.RANGE_NOT_SATISFIABLE).addHeader(outside.header(file.size())));
        };
    }

    private CompletionStage<HttpResponse> sent(StoredFile file, Span span, HttpResponse basis) {
        ContentType type = ContentTypes.parse(
                file.mediaType().equals("text/plain") ? "text/plain; charset=UTF-8" : file.mediaType());
        if (span.length() == 0)
            return CompletableFuture.completedFuture(basis.withEntity(HttpEntities.create(type, new byte[0])));
        return files.content(file.id(), span)
                .thenApply(bytes -> basis.withEntity(HttpEntities.create(type, span.length(), bytes)));
    }

    private static Optional<String> asked(HttpRequest request, String header) {
        return request.getHeader(header).map(HttpHeader::value);
    }
}
