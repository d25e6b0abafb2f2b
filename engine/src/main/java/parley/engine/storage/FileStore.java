package parley.engine.storage;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Where the bytes of files lie. Streams go in and out piece by piece and no faster than the slower side; whatever goes wrong
 * in the store itself is a {@link StorageFailure}.
 */
public interface FileStore {
    /**
     * Stores a file as a whole or not at all: where the stream fails, nothing of it is left and its failure is told. The
     * stream is begun at once.
     */
    CompletionStage<Done> put(FileId file, String mediaType, Source<ByteString, ?> bytes);

    /** A piece of a file, as a stream that can be run once. */
    CompletionStage<Source<ByteString, NotUsed>> get(FileId file, Span span);

    /** How many bytes a file has; nothing where there is none of that id. */
    CompletionStage<OptionalLong> stat(FileId file);

    /** Removes a file and all that a broken upload may have left of it; fine where there is none. */
    CompletionStage<Done> delete(FileId file);
}
