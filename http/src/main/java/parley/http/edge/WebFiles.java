package parley.http.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The files of a folder of the class path, for browsers, read once. */
public final class WebFiles {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "json", ContentTypes.APPLICATION_JSON,
            "svg", ContentTypes.parse("image/svg+xml"),
            "png", ContentTypes.parse("image/png"),
            "ico", ContentTypes.parse("image/x-icon"),
            "woff2", ContentTypes.parse("font/woff2"));

    private final String folder;
    private final Map<String, WebFile> read = new ConcurrentHashMap<>();

    /** The folder's name begins and ends with a slash. */
    public WebFiles(String folder) {
        this.folder = folder;
    }

    /** The file, or 304 where the browser has it already; empty where there is none of that name. */
    public Optional<HttpResponse> response(String name, HttpRequest request) {
        return file(name).map(it -> it.response(request));
    }

    private Optional<WebFile> file(String name) {
        WebFile known = read.get(name);
        if (known != null) return Optional.of(known);
        Optional<WebFile> found = find(name);
        found.ifPresent(it -> read.put(name, it));
        return found;
    }

    private Optional<WebFile> find(String name) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !SAFE.matcher(name).matches()) return Optional.empty();
        try (InputStream resource = WebFiles.class.getResourceAsStream(folder + name)) {
            return resource == null ? Optional.empty() : Optional.of(WebFile.of(resource.readAllBytes(), type));
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the page cannot be read: " + name, failure);
        }
    }
}
