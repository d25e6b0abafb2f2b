package parley.http.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.llm.ModelFailure;

/** Asks a provider once which models it has; costs nothing, follows no redirect and waits no longer than it may. */
record ModelList(
        Endpoint endpoint, ExchangeSettings settings, ClientTransport transport, ClassicActorSystemProvider system) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelList.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_MODELS = 2000;

    CompletionStage<List<String>> names() {
        return Source.single(request()) // request
                .via(OpenAiModel.connection(endpoint, settings.wire(), transport, system)) // response
                .flatMapConcat(this::body) // body
                .map(this::names) // names
                .completionTimeout(settings.testWithin()) // names
                .mapError(Throwable.class, this::told) // names
                .runWith(Sink.headOption(), system)
                .thenApply(it -> it.orElseThrow(failures()::unreachable));
    }

    private HttpRequest request() {
        return endpoint.authorized(HttpRequest.GET(endpoint.modelsPath()));
    }

    private Source<ByteString, NotUsed> body(HttpResponse response) {
        return response.entity()
                .withSizeLimit(MOST_BYTES)
                .getDataBytes() // bytes
                .mapMaterializedValue(_ -> NotUsed.getInstance()) // bytes
                .fold(ByteString.emptyByteString(), ByteString::concat) // body
                .map(it -> accepted(response, it)); // body
    }

    private ByteString accepted(HttpResponse response, ByteString body) {
        if (OpenAiModel.isGood(response)) return body;
        throw failures()
                .ofStatus(
                        response.status().intValue(),
                        ProviderError.in(body.toArray()),
                        name -> Optional.ofNullable(
                                response.getHeader(name).map(HttpHeader::value).orElse(null)));
    }

    private List<String> names(ByteString body) {
        try {
            JsonNode models = JSON.readTree(body.toArray()).path("data");
            if (!models.isArray()) throw noList();
            return StreamSupport.stream(models.spliterator(), false)
                    .map(it -> it.path("id").asText())
                    .filter(it -> !it.isEmpty())
                    .limit(MOST_MODELS)
                    .toList();
        } catch (IOException _) {
            throw noList();
        }
    }

    private ModelFailure noList() {
        return new ModelFailure.Rejected(endpoint.provider() + " answers with something else than a list of models");
    }

    private Throwable told(Throwable failure) {
        Throwable cause = OpenAiModel.modelFailure(failure);
        if (cause instanceof ModelFailure) return cause;
        LOG.info(
                "{} did not list its models: {}",
                endpoint.provider(),
                failure.getClass().getSimpleName());
        return failure instanceof TimeoutException
                ? failures().silent()
                : failures().unreachable();
    }

    private Failures failures() {
        return new Failures(endpoint, settings.wire().retryAfter());
    }
}
