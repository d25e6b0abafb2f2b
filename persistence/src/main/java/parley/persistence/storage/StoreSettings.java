package parley.persistence.storage;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;
import parley.engine.storage.StorageFailure;
import parley.engine.storage.StorageFailure.Kind;

/** Which store there is, and how it is reached. */
sealed interface StoreSettings {
    /** A directory of this machine. */
    record Disk(Path directory) implements StoreSettings {}

    /** A bucket; where the endpoint is absent, Amazon's own. */
    record Bucket(
            Labels labels,
            @Nullable URI endpoint,
            String region,
            String bucket,
            Secret accessKey,
            Secret secretKey,
            boolean pathStyle,
            Wire wire)
            implements StoreSettings {}

    /** How buckets are spoken to. */
    record Wire(
            String prefix,
            int partSize,
            int partsAtOnce,
            int requests,
            Duration connectTimeout,
            Duration readTimeout,
            Duration totalTimeout,
            int attempts) {
        private static final int FEWEST = 5 * 1024 * 1024;

        public Wire {
            if (partSize < FEWEST) throw wrong("parley.file-store.wire.part-size must be at least 5 MiB");
        }

        static Wire from(Config config) {
            return new Wire(
                    config.getString("prefix"),
                    Math.toIntExact(config.getBytes("part-size")),
                    config.getInt("parts-at-once"),
                    config.getInt("requests"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("read-timeout"),
                    config.getDuration("total-timeout"),
                    config.getInt("attempts"));
        }
    }

    /** What the settings of a bucket are called, for whoever has to correct one. */
    enum Labels {
        S3("s3", "AWS_ENDPOINT_URL_S3", "AWS_S3_BUCKET", "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"),
        R2("r2", "R2_ENDPOINT_URL, R2_ACCOUNT_ID", "R2_BUCKET", "R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY");

        private final String path;
        private final String endpoint;
        private final String bucket;
        private final String keys;

        Labels(String name, String endpoint, String bucket, String keys) {
            this.path = "parley.file-store." + name;
            this.endpoint = endpoint;
            this.bucket = bucket;
            this.keys = keys;
        }

        String endpoint() {
            return path + ".endpoint (" + endpoint + ")";
        }

        String region() {
            return path + ".region";
        }

        String bucket() {
            return path + ".bucket (" + bucket + ")";
        }

        String keys() {
            return path + ".access-key and " + path + ".secret-key (" + keys + ")";
        }
    }

    /** Reads {@code parley.file-store}. */
    static StoreSettings from(Config config) {
        return switch (config.getString("provider").strip().toLowerCase(Locale.ROOT)) {
            case "local" -> new Disk(Path.of(config.getString("local.path")));
            case "s3", "aws_s3" ->
                bucket(Labels.S3, config.getConfig("s3"), config.getString("s3.endpoint"), config.getConfig("wire"));
            case "r2", "cloudflare_r2" ->
                bucket(Labels.R2, config.getConfig("r2"), cloudflare(config.getConfig("r2")), config.getConfig("wire"));
            default ->
                throw wrong("parley.file-store.provider (STORAGE_PROVIDER) must be local, s3, aws_s3, r2 or"
                        + " cloudflare_r2");
        };
    }

    private static String cloudflare(Config config) {
        String endpoint = config.getString("endpoint");
        String account = config.getString("account");
        return endpoint.isBlank() && !account.isBlank()
                ? "https://" + account.strip() + ".r2.cloudflarestorage.com"
                : endpoint;
    }

    private static Bucket bucket(Labels labels, Config config, String endpoint, Config wire) {
        String name = config.getString("bucket").strip();
        String access = config.getString("access-key").strip();
        String secret = config.getString("secret-key").strip();
        if (name.isEmpty()) throw wrong("files go into a bucket: set " + labels.bucket());
        if (access.isEmpty() || secret.isEmpty()) throw wrong("a bucket wants a key: set " + labels.keys());
        if (endpoint.isBlank() && labels == Labels.R2) throw wrong("R2 has no one address: set " + labels.endpoint());
        return new Bucket(
                labels,
                endpoint.isBlank() ? null : address(labels, endpoint.strip()),
                config.getString("region"),
                name,
                new Secret(access),
                new Secret(secret),
                config.getBoolean("path-style"),
                Wire.from(wire));
    }

    private static URI address(Labels labels, String endpoint) {
        try {
            URI address = URI.create(endpoint);
            if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) return address;
        } catch (IllegalArgumentException strange) {
            throw wrong("this is no address: " + labels.endpoint());
        }
        throw wrong("an address such as https://s3.example.com is wanted: " + labels.endpoint());
    }

    private static StorageFailure wrong(String message) {
        return new StorageFailure(Kind.REFUSED, message, null);
    }
}
