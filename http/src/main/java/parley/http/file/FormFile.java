package parley.http.file;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.storage.FileName;

/** The one file of a form, taken as it comes; it is never in memory as a whole. */
public final class FormFile {
    /** What a form may need for itself, beside the file in it. */
    private static final long FORM_BYTES = 64 * 1024;

    private static final String FIELD = "file";

    private FormFile() {}

    /** What becomes of the file. */
    public interface Taking<T> {
        /** Takes it; it has at least so many bytes, 0 where nobody knows. */
        CompletionStage<T> take(FileName name, long least, Source<ByteString, ?> bytes);

        /** Takes back what was made of it, since the form turned out to be broken behind it. */
        CompletionStage<?> undo(T taken);
    }

    /**
     * Takes the field {@code file} of a form; a request of more than twice {@code largest} is not heard to its end. Fails
     * with what {@link FileTroubles} can tell.
     */
    public static <T> CompletionStage<T> of(
            RequestEntity entity, long largest, Materializer materializer, Taking<T> taking) {
        if (!entity.getContentType().mediaType().isMultipart())
            throw Refusal.invalid("send a form, multipart/form-data, with a field named file");
        ToTheEnd heard = heard(entity, largest);
        return heard.answered(parts(entity, heard, materializer, taking), entity, materializer);
    }

    /** The bytes of a request, listened to up to twice as much as could be taken: whoever sends more does not listen. */
    static ToTheEnd heard(RequestEntity entity, long largest) {
        return ToTheEnd.of(entity.withoutSizeLimit().getDataBytes(), 2 * (largest + FORM_BYTES));
    }

    private static <T> CompletionStage<T> parts(
            RequestEntity entity, ToTheEnd heard, Materializer materializer, Taking<T> taking) {
        long least = Math.max(0, entity.getContentLengthOption().orElse(0) - FORM_BYTES);
        AtomicReference<@Nullable CompletionStage<T>> coming = new AtomicReference<>();
        return Unmarshaller.entityToMultipartFormData()
                .unmarshal(HttpEntities.create(entity.getContentType(), heard.bytes()), materializer)
                .thenCompose(form -> form.getParts() // parts of the form
                        .mapAsync(
                                1,
                                part -> heard(part, least, coming, taking, materializer)) // the file, once it is whole
                        .runWith(Sink.seq(), materializer))
                .thenApply(
                        all -> all.stream().findFirst().orElseThrow(() -> Refusal.invalid("send a field named file")))
                .exceptionallyCompose(
                        failure -> reason(failure, coming.get(), taking).thenCompose(CompletableFuture::failedFuture));
    }

    /**
     * Why there is no file. One that was not taken knows best: that nobody listens any more may be told of the form first.
     * One that was is undone as soon as it has come: a form may turn out to be broken while its file is still being stored.
     */
    private static <T> CompletionStage<Throwable> reason(
            Throwable failure, @Nullable CompletionStage<T> coming, Taking<T> taking) {
        if (coming == null) return CompletableFuture.completedFuture(failure);
        return coming.handle((taken, own) -> own == null
                        ? taking.undo(taken).handle((gone, second) -> failure)
                        : CompletableFuture.completedFuture(own))
                .thenCompose(it -> it);
    }

    /** A part that is refused is let pass by: the form would wait for somebody to take it. */
    private static <T> CompletionStage<T> heard(
            Multipart.FormData.BodyPart part,
            long least,
            AtomicReference<@Nullable CompletionStage<T>> coming,
            Taking<T> taking,
            Materializer materializer) {
        try {
            return part(part, least, coming, taking);
        } catch (RuntimeException refused) {
            part.getEntity().discardBytes(materializer);
            throw refused;
        }
    }

    private static <T> CompletionStage<T> part(
            Multipart.FormData.BodyPart part,
            long least,
            AtomicReference<@Nullable CompletionStage<T>> coming,
            Taking<T> taking) {
        if (!part.getName().equals(FIELD) || coming.get() != null)
            throw Refusal.invalid("send one field named file, and no other");
        String name = part.getFilename().orElseThrow(() -> Refusal.invalid("the field file needs a file name"));
        CompletionStage<T> file =
                taking.take(FileName.of(name), least, part.getEntity().getDataBytes());
        coming.set(file);
        return file;
    }
}
