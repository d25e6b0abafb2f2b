package parley.persistence.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.storage.StorageFailure;
import parley.engine.storage.StorageFailure.Kind;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells what is wrong with a bucket by the setting that has to be looked at. */
record BucketTroubles(StoreSettings.Labels labels) {
    private static final Logger LOG = LoggerFactory.getLogger(BucketTroubles.class);
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    Throwable told(RuntimeException failure) {
        StorageFailure told = switch (failure) {
            case S3Exception answer -> answered(answer);
            case SdkClientException silent ->
                new StorageFailure(
                        Kind.UNAVAILABLE,
                        "the store of files does not answer: see that it runs, and look at " + labels.endpoint(),
                        silent);
            default -> null;
        };
        if (told == null) return failure;
        LOG.warn("the store of files fails: {}", failure.getMessage());
        return told;
    }

    private StorageFailure answered(S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? ""
                : String.valueOf(answer.awsErrorDetails().errorCode());
        int status = answer.statusCode();
        if (code.equals("NoSuchBucket"))
            return refused("there is no such bucket: make it, or correct " + labels.bucket(), answer);
        if (code.equals("NoSuchKey") || code.equals("NoSuchUpload"))
            return refused("the bytes of this file are not in the bucket: look at " + labels.bucket(), answer);
        if (code.equals("AuthorizationHeaderMalformed") || code.equals("PermanentRedirect") || status == MOVED)
            return refused("the bucket is in another region: correct " + labels.region(), answer);
        if (status == FORBIDDEN || code.equals("InvalidAccessKeyId") || code.equals("SignatureDoesNotMatch"))
            return refused("the store of files does not accept the key: correct " + labels.keys(), answer);
        if (status == NOT_FOUND)
            return refused("there is no such place: look at " + labels.bucket() + " and " + labels.endpoint(), answer);
        if (status >= BROKEN || status == TOO_MANY)
            return new StorageFailure(
                    Kind.UNAVAILABLE, "the store of files is out of order or overloaded; try again later", answer);
        return refused("the store of files refuses this with status " + status + " " + code, answer);
    }

    private static StorageFailure refused(String message, S3Exception answer) {
        return new StorageFailure(Kind.REFUSED, message, answer);
    }
}
