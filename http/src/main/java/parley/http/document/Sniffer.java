package parley.http.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import parley.engine.storage.FileName;
import parley.engine.storage.MediaTypes;

/** Tells the kind of a file by its first bytes, as Apache Tika knows them. */
public final class Sniffer implements MediaTypes {
    /** What has another name since it was registered. */
    private static final Map<String, String> RENAMED = Map.of("text/x-web-markdown", "text/markdown");

    private final MimeTypes known = MimeTypes.getDefaultMimeTypes();

    @Override
    public String of(FileName name, ByteString beginning) {
        byte[] bytes = beginning.take(SHOWN).toArray();
        MediaType seen = detected(bytes, new Metadata());
        if (seen.equals(MediaType.OCTET_STREAM)) return seen.toString();
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.value());
        String type = detected(bytes, named).getBaseType().toString();
        return RENAMED.getOrDefault(type, type);
    }

    private MediaType detected(byte[] bytes, Metadata metadata) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return known.detect(in, metadata);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
