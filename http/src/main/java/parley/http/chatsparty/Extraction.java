package parley.http.chatsparty;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.DocumentReader;
import parley.engine.storage.DocumentText;
import parley.engine.storage.FileId;
import parley.engine.storage.FileName;
import parley.engine.storage.MediaTypes;
import parley.engine.storage.StoredFile;
import parley.http.file.FileTroubles;
import parley.http.file.FormFile;

/** Reads the text out of a document that only passes through: nothing of it is stored. */
final class Extraction {
    /** What stands for a file that has no id, since it is not kept. */
    private static final FileId PASSING = new FileId("passing");

    private final MediaTypes types;
    private final DocumentReader reader;
    private final DocumentRules rules;

    Extraction(MediaTypes types, DocumentReader reader, DocumentRules rules) {
        this.types = types;
        this.reader = reader;
        this.rules = rules;
    }

    record Extracted(boolean success, String message, String filename, String content, int contentLength) {
        static Extracted of(FileName name, DocumentText it) {
            String message = "Content extracted successfully" + (it.truncated() ? "; its end is left out" : "");
            return new Extracted(
                    true, message, name.value(), it.text(), it.text().length());
        }
    }

    /** The text in the file of a form. */
    CompletionStage<Extracted> of(UserId user, RequestEntity entity, Materializer materializer) {
        return refused(
                FileTroubles.told(FormFile.of(entity, rules.largest(), materializer, new Reading(user, materializer))));
    }

    private CompletionStage<Extracted> read(
            UserId user, FileName name, Source<ByteString, ?> bytes, Materializer materializer) {
        return bytes.via(rules.bounded()) // pieces of any size
                .groupedWeighted(MediaTypes.SHOWN, it -> (long) it.size()) // together large enough to be looked at
                .map(it -> it.stream().reduce(ByteString.emptyByteString(), ByteString::concat)) // pieces
                .prefixAndTail(1) // the first, and all others
                .runWith(Sink.head(), materializer)
                .thenCompose(it -> {
                    ByteString first = it.first().isEmpty()
                            ? ByteString.emptyByteString()
                            : it.first().getFirst();
                    return read(passing(user, name, first), Source.single(first).concat(it.second()));
                })
                .thenApply(it -> {
                    if (it.text().isBlank()) throw DocumentRules.refused("No text could be extracted from the file");
                    return Extracted.of(name, it);
                });
    }

    private CompletionStage<DocumentText> read(StoredFile file, Source<ByteString, NotUsed> bytes) {
        reader.check(file);
        return reader.read(file, bytes);
    }

    private StoredFile passing(UserId user, FileName name, ByteString first) {
        return new StoredFile(
                PASSING, user, name.value(), types.of(name, first), first.size(), "", null, Instant.EPOCH);
    }

    /** Whatever is wrong with a document is 400 to these clients. */
    private static <T> CompletionStage<T> refused(CompletionStage<T> answer) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                .filter(no -> no.kind() == Refusal.Kind.INVALID)
                .<Throwable>map(no -> DocumentRules.refused(no.reason()))
                .orElse(failure)));
    }

    private final class Reading implements FormFile.Taking<Extracted> {
        private final UserId user;
        private final Materializer materializer;

        Reading(UserId user, Materializer materializer) {
            this.user = user;
            this.materializer = materializer;
        }

        @Override
        public CompletionStage<Extracted> take(FileName name, long least, Source<ByteString, ?> bytes) {
            rules.checkReadable(name, least);
            return read(user, name, bytes, materializer);
        }

        @Override
        public CompletionStage<?> undo(Extracted taken) {
            return CompletableFuture.completedFuture(taken);
        }
    }
}
