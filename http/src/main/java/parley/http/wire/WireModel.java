package parley.http.wire;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.OutgoingConnectionBuilder;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ParserSettings;
import org.apache.pekko.http.scaladsl.model.IllegalResponseException;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.llm.ChatModel;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.trace.ChatSpan;
import parley.engine.trace.Traceparent;
import parley.engine.trace.Traces;

/**
 * A model behind a wire, whatever its family. Each answer has a connection of its own: a thousand can run at once, a
 * token crosses no further actor, and giving up closes the socket.
 */
public final class WireModel implements ChatModel {
    private static final Logger LOG = LoggerFactory.getLogger(WireModel.class);
    /** A chunk of HTTP may hold many lines; this much of one is always taken. */
    private static final int LEAST_CHUNK = 1 << 20;
    /** Bytes of an error's body; the rest of it is not needed. */
    private static final int ERROR_BYTES = 1 << 16;

    private final Wire wire;
    private final Endpoint endpoint;
    private final String model;
    private final WireSettings settings;
    private final Failures failures;
    private final Traces traces;
    private final Flow<HttpRequest, HttpResponse, ?> connection;

    /** All models of one endpoint by name; the plan of a connection is drawn once for all their answers. */
    public static Function<String, ChatModel> door(
            Wire wire, Endpoint endpoint, WireSettings settings, ClassicActorSystemProvider system) {
        return door(wire, endpoint, settings, ClientTransport.TCP(), system);
    }

    /** The same, where not every address may be connected to. */
    public static Function<String, ChatModel> door(
            Wire wire,
            Endpoint endpoint,
            WireSettings settings,
            ClientTransport transport,
            ClassicActorSystemProvider system) {
        Flow<HttpRequest, HttpResponse, ?> connection = connection(endpoint, settings, transport, system);
        Traces traces = Traces.of(system);
        return model -> new WireModel(wire, endpoint, model, settings, traces, connection);
    }

    private WireModel(
            Wire wire,
            Endpoint endpoint,
            String model,
            WireSettings settings,
            Traces traces,
            Flow<HttpRequest, HttpResponse, ?> connection) {
        this.wire = wire;
        this.endpoint = endpoint;
        this.model = model;
        this.settings = settings;
        this.failures = new Failures(endpoint, settings.retryAfter(), () -> wire.token(endpoint));
        this.traces = traces;
        this.connection = connection;
    }

    @Override
    public Source<Chunk, NotUsed> answer(Prompt prompt) {
        return ChatSpan.around(traces, endpoint.provider(), model, traceparent -> answer(prompt, traceparent));
    }

    private Source<Chunk, NotUsed> answer(Prompt prompt, @Nullable String traceparent) {
        return Source.lazyCompletionStage(() -> request(prompt, traceparent)) // request
                .concatMat(Source.<HttpRequest>maybe(), Keep.right()) // request, and no end of requests
                .via(connection) // response
                .watchTermination(WireModel::closing) // response
                .initialTimeout(settings.firstByte()) // response
                .map(it -> isGood(it) ? chunks(it, prompt) : refusal(it)) // answer
                .recover(new PFBuilder<Throwable, Source<Chunk, NotUsed>>()
                        .matchAny(this::noAnswer)
                        .build()) // answer, and what became of the connection
                .flatMapConcat(it -> it) // chunks
                .takeWhile(it -> !(it instanceof Chunk.Finished), true) // chunks up to the last
                .mapError(Throwable.class, this::beforeAnswer) // chunks
                .completionTimeout(settings.total()) // chunks
                .mapError(TimeoutException.class, _ -> failures.tooLong()); // chunks
    }

    @Override
    public Optional<byte[]> wire(Prompt prompt) {
        return Optional.of(wire.body(endpoint, model, prompt));
    }

    /** A connection is given up only when its requests fail: one that has not answered yet would stay open for ever. */
    private static NotUsed closing(CompletableFuture<Optional<HttpRequest>> requests, CompletionStage<Done> over) {
        over.whenComplete((_, _) -> requests.completeExceptionally(new CancellationException("given up")));
        return NotUsed.getInstance();
    }

    private CompletionStage<HttpRequest> request(Prompt prompt, @Nullable String traceparent) {
        HttpRequest request =
                wire.request(endpoint, model, prompt).addHeader(RawHeader.create("Accept-Encoding", "identity"));
        return wire.authorized(
                endpoint,
                traceparent == null ? request : request.addHeader(RawHeader.create(Traceparent.NAME, traceparent)));
    }

    private Source<Chunk, NotUsed> chunks(HttpResponse response, Prompt prompt) {
        return Bodies.of(response) // bytes
                .via(new AnswerStage(wire, prompt, failures, settings)); // chunks
    }

    private Source<Chunk, NotUsed> refusal(HttpResponse response) {
        return Bodies.beginning(response, ERROR_BYTES) // body
                .completionTimeout(settings.firstByte()) // body
                .recover(Throwable.class, ByteString::emptyByteString) // body
                .flatMapConcat(it -> Source.failed(failure(response, it))); // nothing
    }

    /** Comes after the answer, if there is one: how the connection ends is no news to an answer that has told its end. */
    private Source<Chunk, NotUsed> noAnswer(Throwable failure) {
        return Source.<Chunk, NotUsed>lazySource(() -> Source.failed(beforeAnswer(failure)))
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    private ModelFailure failure(HttpResponse response, ByteString body) {
        return failures.ofStatus(
                response.status().intValue(),
                ProviderError.in(body.toArray()),
                name -> Optional.ofNullable(
                        response.getHeader(name).map(HttpHeader::value).orElse(null)));
    }

    private Throwable beforeAnswer(Throwable failure) {
        Throwable told = modelFailure(failure);
        if (told instanceof ModelFailure) return told;
        LOG.info("{} failed before it answered: {}", endpoint.provider(), failures.cleaned(failure.toString()));
        return switch (failure) {
            case TimeoutException _ -> failures.silent();
            case IllegalResponseException _ -> failures.strange();
            default -> failures.unreachable();
        };
    }

    /** A failure of ours that was wrapped on its way through the connection, or the failure itself. */
    static Throwable modelFailure(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ModelFailure) && cause.getCause() != null) cause = cause.getCause();
        return cause instanceof ModelFailure ? cause : failure;
    }

    /** A redirect is no success here: whoever follows it would take the key along. */
    static boolean isGood(HttpResponse response) {
        int status = response.status().intValue();
        return status >= 200 && status < 300;
    }

    /** The plan of a connection that carries one request. */
    static Flow<HttpRequest, HttpResponse, ?> connection(
            Endpoint endpoint, WireSettings settings, ClientTransport transport, ClassicActorSystemProvider system) {
        ClientConnectionSettings client = ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(scala.concurrent.duration.Duration.fromNanos(
                        settings.connect().toNanos()))
                .withIdleTimeout(scala.concurrent.duration.Duration.Inf())
                .withParserSettings(ParserSettings.forClient(system)
                        // A warning would tell what the header holds, and that may be the key.
                        .withIllegalHeaderWarnings(false)
                        .withMaxChunkSize(Math.max(LEAST_CHUNK, settings.lineBytes()))
                        .withMaxContentLength(Long.MAX_VALUE))
                .withTransport(transport);
        OutgoingConnectionBuilder to = Http.get(system)
                .connectionTo(endpoint.base().getHost())
                .toPort(endpoint.port())
                .withClientConnectionSettings(client);
        return endpoint.secure() ? to.https() : to.http();
    }
}
