package parley.http.file;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileName;
import parley.engine.storage.Files;
import parley.engine.storage.StoredFile;
import parley.engine.storage.Upload;

/** Stores a file as it comes, out of a form or as the body itself. */
public final class FileReceipt {
    private final Files files;

    public FileReceipt(Files files) {
        this.files = files;
    }

    /** What a dialect wants of files besides. */
    public interface Bounds {
        /** Nothing. */
        Bounds NONE = new Bounds() {};

        /** Refuses a file by its name, or because it has at least so many bytes; 0 where nobody knows. */
        default void check(FileName name, long least) {}

        /** The bytes as far as they are taken. */
        default Flow<ByteString, ByteString, NotUsed> bounded() {
            return Flow.create();
        }
    }

    /**
     * Stores the file that a request brings.
     *
     * @param name what it is called, where it is the body itself
     * @param conversation what it is sent for, if anything
     */
    public CompletionStage<StoredFile> stored(
            UserId user,
            @Nullable String name,
            @Nullable String conversation,
            RequestEntity entity,
            Materializer materializer) {
        if (entity.getContentType().mediaType().isMultipart())
            return form(user, conversation, Bounds.NONE, entity, materializer);
        if (name == null) throw Refusal.invalid("name is required: say ?name= or send a form with a field named file");
        Upload upload = new Upload(
                FileName.of(name), conversation, entity.getContentLengthOption().orElse(0));
        ToTheEnd heard = FormFile.heard(entity, files.largest());
        return FileTroubles.told(heard.answered(files.upload(user, upload, heard.bytes()), entity, materializer));
    }

    /** Stores the file of a form; a form that goes wrong after its file has come leaves no file. */
    public CompletionStage<StoredFile> form(
            UserId user,
            @Nullable String conversation,
            Bounds bounds,
            RequestEntity entity,
            Materializer materializer) {
        Storing storing = new Storing(files, user, conversation, bounds);
        return FileTroubles.told(FormFile.of(entity, files.largest(), materializer, storing));
    }

    private record Storing(
            Files files, UserId user, @Nullable String conversation, Bounds bounds)
            implements FormFile.Taking<StoredFile> {
        @Override
        public CompletionStage<StoredFile> take(FileName name, long least, Source<ByteString, ?> bytes) {
            bounds.check(name, least);
            return files.upload(user, new Upload(name, conversation, least), bytes.via(bounds.bounded()));
        }

        @Override
        public CompletionStage<?> undo(StoredFile taken) {
            return files.delete(user, taken.id());
        }
    }
}
