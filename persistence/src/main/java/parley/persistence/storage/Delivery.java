package parley.persistence.storage;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.util.ByteString;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One file on its way into a bucket: in one request where it fits into one part, else part by part. */
final class Delivery {
    private final S3Client client;
    private final BucketCalls calls;
    private final String bucket;
    private final String key;
    private final String mediaType;
    private final int partSize;

    /** What the server calls this upload, once its first part has come and there are more. */
    private final CompletableFuture<String> upload = new CompletableFuture<>();

    private final Queue<CompletableFuture<CompletedPart>> underWay = new ConcurrentLinkedQueue<>();

    Delivery(S3Client client, BucketCalls calls, String bucket, String key, String mediaType, int partSize) {
        this.client = client;
        this.calls = calls;
        this.bucket = bucket;
        this.key = key;
        this.mediaType = mediaType;
        this.partSize = partSize;
    }

    /** Sends a part, counted from 1; one that is smaller than a part is the last. */
    CompletionStage<CompletedPart> sent(ByteString part, int number) {
        CompletionStage<CompletedPart> sent = number == 1 && part.size() < partSize
                ? calls.on(() -> whole(part))
                : named(number).thenCompose(id -> calls.on(() -> one(part, number, id)));
        underWay.add(sent.toCompletableFuture());
        return sent;
    }

    private CompletionStage<String> named(int number) {
        if (number > 1) return upload;
        return calls.on(() -> client.createMultipartUpload(
                                it -> it.bucket(bucket).key(key).contentType(mediaType))
                        .uploadId())
                .whenComplete((id, failure) -> {
                    if (failure == null) upload.complete(id);
                    else upload.completeExceptionally(failure);
                });
    }

    private CompletedPart whole(ByteString bytes) {
        client.putObject(
                it -> it.bucket(bucket).key(key).contentType(mediaType).contentLength((long) bytes.size()),
                body(bytes));
        return CompletedPart.builder().partNumber(0).build();
    }

    private CompletedPart one(ByteString part, int number, String id) {
        String tag = client.uploadPart(
                        it -> it.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength((long) part.size()),
                        body(part))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private RequestBody body(ByteString bytes) {
        return RequestBody.fromContentProvider(bytes::asInputStream, bytes.size(), mediaType);
    }

    /** Puts the parts together; a file without any part is an empty one. */
    CompletionStage<Done> finished(List<CompletedPart> parts) {
        if (parts.isEmpty()) return done(() -> whole(ByteString.emptyByteString()));
        if (!upload.isDone()) return CompletableFuture.completedFuture(Done.getInstance());
        CompletedMultipartUpload all =
                CompletedMultipartUpload.builder().parts(parts).build();
        return done(() -> client.completeMultipartUpload(
                it -> it.bucket(bucket).key(key).uploadId(upload.join()).multipartUpload(all)));
    }

    private CompletionStage<Done> done(Supplier<?> request) {
        return calls.on(request::get).thenApply(it -> Done.getInstance());
    }

    /** Takes back what was sent, once nothing of it is under way any more; answers with the failure. */
    CompletionStage<Done> broken(Throwable failure) {
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .handle((sent, second) -> upload.isDone() && !upload.isCompletedExceptionally())
                .thenCompose(begun -> begun ? aborted() : CompletableFuture.completedFuture(Done.getInstance()))
                .handle((gone, second) -> failure)
                .thenCompose(CompletableFuture::failedFuture);
    }

    private CompletionStage<Done> aborted() {
        return done(() ->
                client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload.join())));
    }
}
