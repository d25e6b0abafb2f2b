package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.storage.FileName;
import parley.engine.storage.Files;
import parley.engine.storage.StoredFile;
import parley.engine.storage.Upload;
import parley.http.edge.Json;

/** Takes a file as it comes, out of a form or as the body itself; it is never in memory as a whole. */
final class FileReceipt {
    /** What a form may need for itself, beside the file in it. */
    private static final long FORM_BYTES = 64 * 1024;

    private static final String FIELD = "file";

    private final Files files;

    FileReceipt(Files files) {
        this.files = files;
    }

    // POST /api/v1/files?name=&conversation=
    Route of(UserId user) {
        return post(() ->
                parameterMap(asked -> extractRequestEntity(entity -> extractMaterializer(materializer -> Json.created(
                        FileTroubles.told(received(user, asked, entity, materializer))
                                .thenApply(FileAnswer::of),
                        it -> "/api/v1/files/" + it.id())))));
    }

    private CompletionStage<StoredFile> received(
            UserId user, Map<String, String> asked, RequestEntity entity, Materializer materializer) {
        CompletionStage<StoredFile> stored = entity.getContentType().mediaType().isMultipart()
                ? form(user, asked.get("conversation"), entity, materializer)
                : body(user, asked, entity);
        return stored.whenComplete((file, failure) -> {
            if (failure != null) entity.discardBytes(materializer);
        });
    }

    private CompletionStage<StoredFile> body(UserId user, Map<String, String> asked, RequestEntity entity) {
        String name = asked.get("name");
        if (name == null) throw Refusal.invalid("name is required: say ?name= or send a form with a field named file");
        Upload upload = new Upload(
                FileName.of(name),
                asked.get("conversation"),
                entity.getContentLengthOption().orElse(0));
        return files.upload(user, upload, bytes(entity));
    }

    private Source<ByteString, Object> bytes(RequestEntity entity) {
        return entity.withoutSizeLimit().getDataBytes().via(ToTheEnd.of(tolerated()));
    }

    /** Twice as much as could be taken: whoever sends more does not listen. */
    private long tolerated() {
        return 2 * (files.largest() + FORM_BYTES);
    }

    /** A form that goes wrong after its file has come leaves no file. */
    private CompletionStage<StoredFile> form(
            UserId user, @Nullable String conversation, RequestEntity entity, Materializer materializer) {
        long least = Math.max(0, entity.getContentLengthOption().orElse(0) - FORM_BYTES);
        AtomicReference<@Nullable CompletionStage<StoredFile>> coming = new AtomicReference<>();
        return Unmarshaller.entityToMultipartFormData()
                .unmarshal(HttpEntities.create(entity.getContentType(), bytes(entity)), materializer)
                .thenCompose(form -> form.getParts() // parts of the form
                        .mapAsync(
                                1, part -> part(user, conversation, part, least, coming)) // the file, once it is whole
                        .runWith(Sink.seq(), materializer))
                .thenApply(
                        all -> all.stream().findFirst().orElseThrow(() -> Refusal.invalid("send a field named file")))
                .exceptionallyCompose(failure -> taken(user, coming.get())
                        .handle((gone, second) -> failure)
                        .thenCompose(CompletableFuture::failedFuture));
    }

    /** Deletes what came, as soon as it has: a form may turn out to be broken while its file is still being stored. */
    private CompletionStage<?> taken(UserId user, @Nullable CompletionStage<StoredFile> coming) {
        return coming == null
                ? CompletableFuture.completedFuture(user)
                : coming.thenCompose(file -> files.delete(user, file.id()));
    }

    private CompletionStage<StoredFile> part(
            UserId user,
            @Nullable String conversation,
            Multipart.FormData.BodyPart part,
            long least,
            AtomicReference<@Nullable CompletionStage<StoredFile>> coming) {
        if (!part.getName().equals(FIELD) || coming.get() != null)
            throw Refusal.invalid("send one field named file, and no other");
        String name = part.getFilename().orElseThrow(() -> Refusal.invalid("the field file needs a file name"));
        CompletionStage<StoredFile> file = files.upload(
                user,
                new Upload(FileName.of(name), conversation, least),
                part.getEntity().getDataBytes());
        coming.set(file);
        return file;
    }
}
