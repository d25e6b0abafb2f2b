package parley.http.edge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * Bytes that a browser keeps and asks by ETag whether they are still good.
 *
 * @param tag the quoted ETag
 */
public record WebFile(ByteString bytes, ContentType type, String tag) {
    private static final HttpHeader ASK_AGAIN = RawHeader.create("Cache-Control", "no-cache");
    private static final int TAG_BYTES = 12;

    /** A file of these bytes, which must not change any more. */
    public static WebFile of(byte[] bytes, ContentType type) {
        return new WebFile(ByteString.fromArrayUnsafe(bytes), type, tag(bytes));
    }

    /** The bytes, or 304 where the browser has them already. */
    public HttpResponse response(HttpRequest request) {
        HttpResponse tagged = HttpResponse.create().addHeader(ASK_AGAIN).addHeader(RawHeader.create("ETag", tag));
        boolean known = request.getHeader("If-None-Match")
                .map(HttpHeader::value)
                .filter(it -> it.contains(tag))
                .isPresent();
        return known
                ? tagged.withStatus(StatusCodes.NOT_MODIFIED)
                : tagged.withEntity(HttpEntities.create(type, bytes));
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
