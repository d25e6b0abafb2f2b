package parley.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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

/** Asks a provider once for some JSON; costs nothing, follows no redirect and waits no longer than it may. */
public record Inquiry(
        Endpoint endpoint,
        WireSettings settings,
        Duration within,
        ClientTransport transport,
        ClassicActorSystemProvider system) {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 4 << 20;

    /** What is read out of the answer; fails with a ModelFailure. */
    public <T> CompletionStage<T> answered(HttpRequest request, Function<JsonNode, T> reading) {
        return answered(request, reading, new Failures(endpoint, settings.retryAfter()));
    }

    /** The same, where these tell what went wrong. */
    <T> CompletionStage<T> answered(HttpRequest request, Function<JsonNode, T> reading, Failures failures) {
        return Source.single(request) // request
                .via(WireModel.connection(endpoint, settings, transport, system)) // response
                .flatMapConcat(it -> body(it, failures)) // body
                .map(it -> reading.apply(json(it))) // what was asked for
                .completionTimeout(within) // what was asked for
                .mapError(Throwable.class, it -> told(it, failures)) // what was asked for
                .runWith(Sink.headOption(), system)
                .thenApply(it -> it.orElseThrow(failures::unreachable));
    }

    private Source<ByteString, NotUsed> body(HttpResponse response, Failures failures) {
        return Bodies.of(response)
                .limitWeighted(MOST_BYTES, it -> (long) it.length()) // bytes
                .fold(ByteString.emptyByteString(), ByteString::concat) // body
                .map(it -> accepted(response, it, failures)); // body
    }

    private ByteString accepted(HttpResponse response, ByteString body, Failures failures) {
        if (WireModel.isGood(response)) return body;
        throw failures.ofStatus(
                response.status().intValue(),
                ProviderError.in(body.toArray()),
                name -> Optional.ofNullable(
                        response.getHeader(name).map(HttpHeader::value).orElse(null)));
    }

    private JsonNode json(ByteString body) {
        try {
            return JSON.readTree(body.toArray());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    private Throwable told(Throwable failure, Failures failures) {
        Throwable cause = WireModel.modelFailure(failure);
        if (cause instanceof ModelFailure) return cause;
        LOG.info(
                "{} did not answer a question: {}",
                endpoint.provider(),
                failure.getClass().getSimpleName());
        return failure instanceof TimeoutException ? failures.silent() : failures.unreachable();
    }
}
