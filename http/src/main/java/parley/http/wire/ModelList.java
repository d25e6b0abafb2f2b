package parley.http.wire;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks a provider which models it has. */
public record ModelList(Wire wire, Inquiry inquiry) {
    /** What the provider lists; fails with a ModelFailure. */
    public CompletionStage<List<ListedModel>> models() {
        Endpoint endpoint = inquiry.endpoint();
        Failures failures = new Failures(endpoint, inquiry.settings().retryAfter(), () -> wire.token(endpoint));
        return wire.authorized(endpoint, wire.models(endpoint))
                .thenCompose(it -> inquiry.answered(it, answer -> wire.listed(endpoint, answer), failures));
    }
}
