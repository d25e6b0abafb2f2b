package parley.engine.storage;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Reads the text out of documents, within bounds that no document can widen. */
public interface DocumentReader {
    /** Refuses a file that has no text to be read, before any of it is fetched. */
    void check(StoredFile file);

    /** The text of a document that was checked; a Refusal where it is damaged or takes too much to read. */
    CompletionStage<DocumentText> read(StoredFile file, Source<ByteString, ?> bytes);
}
