package parley.http.character;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.http.file.Disposition;

/**
 * A file that belongs to a character, so that no browser runs what is in it.
 *
 * @param size of it in bytes
 * @param tag changes where the bytes do; empty where nobody is to keep them
 * @param shown whether a browser shows it, where it can without running it, and does not save it
 */
public record Served(String name, String mediaType, Source<ByteString, ?> bytes, long size, String tag, boolean shown) {
    private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-cache");
    private static final HttpHeader NO_POWER =
            RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox");

    /** To be shown, and kept. */
    static Served shown(String name, String mediaType, ByteString bytes, String tag) {
        return new Served(name, mediaType, Source.single(bytes), bytes.size(), tag, true);
    }

    /** To be saved. */
    static Served saved(String name, String mediaType, ByteString bytes) {
        return new Served(name, mediaType, Source.single(bytes), bytes.size(), "", false);
    }

    /** 200 with the file, or 304 for whoever has it. */
    public static Route route(CompletionStage<Served> file) {
        return optionalHeaderValueByName(
                "If-None-Match", has -> completeWithFuture(file.thenApply(it -> it.response(has))));
    }

    private HttpResponse response(Optional<String> has) {
        HttpResponse basis = HttpResponse.create()
                .addHeaders(List.of(PRIVATE, NO_POWER, Disposition.of(name, shown && Disposition.isShown(mediaType))));
        if (tag.isEmpty()) return basis.withEntity(HttpEntities.create(type(), size, bytes));
        String quoted = '"' + tag + '"';
        HttpResponse tagged = basis.addHeader(RawHeader.create("ETag", quoted));
        if (has.filter(it -> it.contains(quoted)).isPresent()) return tagged.withStatus(StatusCodes.NOT_MODIFIED);
        return tagged.withEntity(HttpEntities.create(type(), size, bytes));
    }

    private ContentType type() {
        return ContentTypes.parse(mediaType);
    }
}
