package parley.http.companion;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.storage.FileName;
import parley.http.edge.Problem;
import parley.http.file.FileTroubles;
import parley.http.file.ToTheEnd;

/**
 * A form with one file, whose field has one of some names, as the guide and the page call it differently, and with short
 * texts. The file goes to a disk as it comes.
 *
 * @param fields the names of the file's field
 * @param largest the most bytes of the file
 */
record UploadForm(Set<String> fields, long largest, Duration within) {
    /** What a form may need for itself, beside the file in it. */
    private static final long FORM_BYTES = 64 * 1024;

    private static final long LONGEST_TEXT = 8192;
    private static final int MOST_PARTS = 16;

    UploadForm {
        fields = Set.copyOf(fields);
    }

    /** What came: what the file is called, and the texts by their names. */
    record Sent(FileName name, Map<String, String> texts) {}

    /** Receives a form and writes its file, which is not there yet; fails with what can be told. */
    CompletionStage<Sent> received(RequestEntity entity, Path to, Materializer materializer) {
        if (!entity.getContentType().mediaType().isMultipart())
            return CompletableFuture.failedFuture(
                    Refusal.invalid("send a form, multipart/form-data, with a file in the field " + names()));
        Coming coming = new Coming(to, new AtomicReference<>(), new CompletableFuture<>(), new ConcurrentHashMap<>());
        // Twice as much as could be taken is listened to, so that the answer is read.
        ToTheEnd heard = ToTheEnd.of(entity.withoutSizeLimit().getDataBytes(), 2 * (largest + FORM_BYTES));
        CompletionStage<Sent> sent = Unmarshaller.entityToMultipartFormData()
                .unmarshal(
                        HttpEntities.create(
                                entity.getContentType(), heard.bytes().completionTimeout(within)),
                        materializer)
                .thenCompose(form -> form.getParts()
                        .limit(MOST_PARTS) // parts of the form
                        .mapAsync(1, part -> heard(part, coming, materializer)) // what was done with each
                        .runWith(Sink.ignore(), materializer))
                .thenApply(_ -> sent(coming))
                .exceptionallyCompose(it -> coming.reason(it).thenCompose(CompletableFuture::failedFuture));
        return heard.answered(FileTroubles.told(sent), entity, materializer);
    }

    /** What has come so far; {@code written} ends as the writing of the file does. */
    private record Coming(
            Path to,
            AtomicReference<@Nullable FileName> name,
            CompletableFuture<Object> written,
            Map<String, String> texts) {
        /** Why nothing came of it: a file that was not taken knows best, as the form may be told of it first. */
        CompletionStage<Throwable> reason(Throwable failure) {
            return name.get() == null
                    ? CompletableFuture.completedFuture(told(failure))
                    : written.handle((_, own) -> told(own == null ? failure : own));
        }

        private static Throwable told(Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return cause instanceof StreamLimitReachedException
                    ? Problem.malformed("the form has too many fields, or too long a text")
                    : failure;
        }
    }

    private Sent sent(Coming coming) {
        FileName name = coming.name.get();
        if (name == null) throw Refusal.invalid("send a file in the field " + names());
        return new Sent(name, Map.copyOf(coming.texts));
    }

    /** A part that is refused is let pass by: the form would wait for somebody to take it. */
    private CompletionStage<?> heard(Multipart.FormData.BodyPart part, Coming coming, Materializer materializer) {
        try {
            return part(part, coming, materializer);
        } catch (RuntimeException refused) {
            part.getEntity().discardBytes(materializer);
            throw refused;
        }
    }

    private CompletionStage<?> part(Multipart.FormData.BodyPart part, Coming coming, Materializer materializer) {
        Source<ByteString, Object> bytes = part.getEntity().getDataBytes();
        if (!fields.contains(part.getName()) || part.getFilename().isEmpty())
            return bytes.limitWeighted(LONGEST_TEXT, it -> (long) it.size())
                    .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
                    .thenAccept(it -> coming.texts.put(part.getName(), it.utf8String()));
        if (coming.name.get() != null) throw Refusal.invalid("send one file, and no other");
        FileName name = FileName.of(part.getFilename().get());
        coming.name.set(name);
        return bytes.limitWeighted(largest, it -> (long) it.size())
                .mapError(StreamLimitReachedException.class, _ -> Problem.tooLarge(largest))
                .runWith(
                        FileIO.toPath(coming.to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
                        materializer)
                .whenComplete((it, failure) -> {
                    if (failure == null) coming.written.complete(it);
                    else coming.written.completeExceptionally(failure);
                });
    }

    private String names() {
        return String.join(" or ", fields.stream().sorted().toList());
    }
}
