package parley.http.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** The page's files, from the class path, read once. A browser keeps them and asks by ETag whether they are still good. */
final class WebFiles {
    private static final String ROOT = "/web/";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final HttpHeader ASK_AGAIN = RawHeader.create("Cache-Control", "no-cache");
    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "json", ContentTypes.APPLICATION_JSON,
            "svg", ContentTypes.parse("image/svg+xml"),
            "png", ContentTypes.parse("image/png"),
            "ico", ContentTypes.parse("image/x-icon"),
            "woff2", ContentTypes.parse("font/woff2"));

    private final Map<String, WebFile> read = new ConcurrentHashMap<>();

    private record WebFile(ByteString bytes, ContentType type, String tag) {}

    /** The file, or 304 where the browser has it already; empty where there is none of that name. */
    Optional<HttpResponse> response(String name, HttpRequest request) {
        return file(name).map(file -> {
            HttpResponse tagged =
                    HttpResponse.create().addHeader(ASK_AGAIN).addHeader(RawHeader.create("ETag", file.tag));
            boolean known = request.getHeader("If-None-Match")
                    .map(HttpHeader::value)
                    .filter(it -> it.contains(file.tag))
                    .isPresent();
            return known
                    ? tagged.withStatus(StatusCodes.NOT_MODIFIED)
                    : tagged.withEntity(HttpEntities.create(file.type, file.bytes));
        });
    }

    private Optional<WebFile> file(String name) {
        WebFile known = read.get(name);
        if (known != null) return Optional.of(known);
        Optional<WebFile> found = find(name);
        found.ifPresent(it -> read.put(name, it));
        return found;
    }

    private static Optional<WebFile> find(String name) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !SAFE.matcher(name).matches()) return Optional.empty();
        try (InputStream resource = WebFiles.class.getResourceAsStream(ROOT + name)) {
            if (resource == null) return Optional.empty();
            byte[] bytes = resource.readAllBytes();
            return Optional.of(new WebFile(ByteString.fromArrayUnsafe(bytes), type, tag(bytes)));
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the page cannot be read: " + name, failure);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
