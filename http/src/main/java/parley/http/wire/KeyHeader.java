package parley.http.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.engine.llm.ModelFailure;

/** A key in a header of a family's own. */
public final class KeyHeader {
    private KeyHeader() {}

    /** The request with the endpoint's key, if it has one; fails where it would break the header. */
    public static CompletionStage<HttpRequest> add(String name, Endpoint endpoint, HttpRequest request) {
        if (endpoint.key().isEmpty()) return CompletableFuture.completedFuture(request);
        String key = endpoint.key().orElseThrow().reveal();
        if (!key.chars().allMatch(it -> it > ' ' && it < 127))
            return CompletableFuture.failedFuture(
                    new ModelFailure.Unauthorized(endpoint.provider() + " cannot be given such a key"));
        return CompletableFuture.completedFuture(request.addHeader(RawHeader.create(name, key)));
    }
}
