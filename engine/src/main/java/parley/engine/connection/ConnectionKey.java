package parley.engine.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** Reads a provider's key as a person or a form sends it. */
public final class ConnectionKey {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,500}");

    private static final int LONGEST_ACCOUNT = 8192;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ConnectionKey() {}

    /**
     * The key; none where the text is empty or a mask, which forms send for a key that is to stay as it is.
     *
     * @throws Refusal INVALID where it cannot be a key
     */
    public static Optional<Secret> in(String text) {
        String key = text.strip();
        if (key.startsWith("{")) return Optional.of(account(key));
        if (key.isEmpty() || key.contains("***") || key.contains("•")) return Optional.empty();
        if (!SHAPE.matcher(key).matches())
            throw Refusal.invalid("a key has 1 to 500 visible ASCII characters and no spaces");
        return Optional.of(new Secret(key));
    }

    /** Google's keys of service accounts are files of JSON. */
    private static Secret account(String json) {
        try {
            if (json.length() <= LONGEST_ACCOUNT
                    && JSON.readTree(json).path("type").asText().equals("service_account")) return new Secret(json);
        } catch (JsonProcessingException _) {
            // told below
        }
        throw Refusal.invalid("a key that is JSON is that of a service account, of at most 8192 characters");
    }
}
