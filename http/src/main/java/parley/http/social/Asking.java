package parley.http.social;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.FormData;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaRanges;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.japi.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Secret;
import parley.http.edge.Problem;

/** Asks providers over HTTP for JSON: only so long, only so much, and without a word in the log about what was said. */
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final long MOST_BYTES = 256 * 1024;
    private static final ObjectMapper READER = new ObjectMapper();
    private static final Accept JSON =
            Accept.create(MediaRanges.create(org.apache.pekko.http.javadsl.model.MediaTypes.APPLICATION_JSON));

    private final ClassicActorSystemProvider system;
    private final Duration within;

    Asking(ClassicActorSystemProvider system, Duration within) {
        this.system = system;
        this.within = within;
    }

    /** What whoever has this token may read. */
    CompletionStage<JsonNode> get(URI address, Secret token) {
        return asked(HttpRequest.GET(address.toString())
                .addHeader(Authorization.create(HttpCredentials.createOAuth2BearerToken(token.reveal()))));
    }

    /** What is said of these parameters. */
    CompletionStage<JsonNode> get(URI address, Map<String, Secret> parameters) {
        Map<String, String> plain = parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().reveal()));
        return asked(HttpRequest.create().withUri(Uri.create(address.toString()).query(Query.create(plain))));
    }

    CompletionStage<JsonNode> post(URI address, Map<String, Secret> form) {
        FormData data = FormData.create(form.entrySet().stream()
                .map(it -> Pair.create(it.getKey(), it.getValue().reveal()))
                .toList());
        return asked(HttpRequest.POST(address.toString()).withEntity(data.toEntity()));
    }

    private CompletionStage<JsonNode> asked(HttpRequest request) {
        String host = request.getUri().host().address();
        return Http.get(system)
                .singleRequest(request.addHeader(JSON))
                .thenCompose(this::read) // what it says
                .toCompletableFuture()
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .handle((told, failure) -> {
                    if (told != null) return told;
                    throw understood(host, failure);
                });
    }

    private CompletionStage<JsonNode> read(HttpResponse response) {
        return response.entity()
                .withSizeLimit(MOST_BYTES)
                .toStrict(within.toMillis(), system)
                .thenApply(body -> json(response, body));
    }

    private static JsonNode json(HttpResponse response, HttpEntity.Strict body) {
        if (!response.status().isSuccess())
            throw new Unwilling(response.status().intValue());
        try {
            return READER.readTree(body.getData().toArrayUnsafe());
        } catch (IOException unreadable) {
            throw new Unwilling(response.status().intValue());
        }
    }

    /** A provider's no is the client's fault more often than not; anything else is nobody's here. */
    private static RuntimeException understood(String host, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Unwilling no && no.status < 500) return no;
        LOG.warn("{} did not answer as it should: {}", host, cause.getClass().getSimpleName());
        return Problem.upstream("the provider of sign-ins did not answer as it should; try again in a moment");
    }

    /** A provider did not do what it was asked. */
    static final class Unwilling extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Unwilling(int status) {
            super("answered with " + status, null, false, false);
            this.status = status;
        }
    }
}
