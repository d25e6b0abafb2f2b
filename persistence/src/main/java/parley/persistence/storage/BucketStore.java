package parley.persistence.storage;

import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import parley.engine.storage.FileId;
import parley.engine.storage.FileStore;
import parley.engine.storage.Span;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files in a bucket. What goes out is held in memory a few parts at a time, what comes in a piece at a time. */
final class BucketStore implements FileStore, AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final StoreSettings.Bucket settings;
    private final BucketCalls calls;
    private final ActorSystem<?> system;

    private BucketStore(S3Client client, StoreSettings.Bucket settings, ActorSystem<?> system) {
        this.client = client;
        this.settings = settings;
        this.calls = new BucketCalls(settings.wire().requests(), new BucketTroubles(settings.labels()));
        this.system = system;
    }

    /** Nothing is asked of the server yet: it need not be there when we start. */
    static BucketStore open(StoreSettings.Bucket settings, ActorSystem<?> system) {
        StoreSettings.Wire wire = settings.wire();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKey().reveal(), settings.secretKey().reveal())))
                .forcePathStyle(settings.pathStyle())
                // Other servers than Amazon's do not know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(it -> it.chunkedEncodingEnabled(false))
                .overrideConfiguration(it -> it.apiCallTimeout(wire.totalTimeout())
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(wire.attempts())
                                .build()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(wire.connectTimeout())
                        .socketTimeout(wire.readTimeout())
                        .build());
        URI endpoint = settings.endpoint();
        if (endpoint != null) builder = builder.endpointOverride(endpoint);
        return new BucketStore(builder.build(), settings, system);
    }

    @Override
    public CompletionStage<Done> put(FileId file, String mediaType, Source<ByteString, ?> bytes) {
        StoreSettings.Wire wire = settings.wire();
        Delivery delivery = new Delivery(client, calls, settings.bucket(), key(file), mediaType, wire.partSize());
        return bytes.groupedWeighted(wire.partSize(), it -> (long) it.size()) // pieces of one part
                .map(pieces -> pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat)) // parts
                .zipWithIndex() // parts from 0
                .mapAsync(
                        wire.partsAtOnce(),
                        it -> delivery.sent(it.first(), it.second().intValue() + 1)) // receipts
                .runFold(new Receipts(), Receipts::with, system)
                .thenCompose(receipts -> delivery.finished(receipts.all()))
                .exceptionallyCompose(delivery::broken);
    }

    @Override
    public CompletionStage<Source<ByteString, NotUsed>> get(FileId file, Span span) {
        if (span.length() == 0) return stat(file).thenApply(there -> Source.empty());
        String range = "bytes=" + span.from() + "-" + (span.from() + span.length() - 1);
        return calls.on(() -> {
            ResponseInputStream<GetObjectResponse> stream = client.getObject(
                    it -> it.bucket(settings.bucket()).key(key(file)).range(range));
            return StreamConverters.fromInputStream(() -> stream, PIECE)
                    .mapMaterializedValue(it -> NotUsed.getInstance());
        });
    }

    @Override
    public CompletionStage<OptionalLong> stat(FileId file) {
        return calls.on(() -> {
            try {
                return OptionalLong.of(
                        client.headObject(it -> it.bucket(settings.bucket()).key(key(file)))
                                .contentLength());
            } catch (S3Exception failure) {
                if (failure.statusCode() == NOT_FOUND) return OptionalLong.empty();
                throw failure;
            }
        });
    }

    @Override
    public CompletionStage<Done> delete(FileId file) {
        String key = key(file);
        return calls.on(() -> {
            client.deleteObject(it -> it.bucket(settings.bucket()).key(key));
            for (MultipartUpload broken : client.listMultipartUploads(
                            it -> it.bucket(settings.bucket()).prefix(key))
                    .uploads())
                client.abortMultipartUpload(
                        it -> it.bucket(settings.bucket()).key(broken.key()).uploadId(broken.uploadId()));
            return Done.getInstance();
        });
    }

    private String key(FileId file) {
        return settings.wire().prefix() + file.value();
    }

    @Override
    public void close() {
        client.close();
    }
}
