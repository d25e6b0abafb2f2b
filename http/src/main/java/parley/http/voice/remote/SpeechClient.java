package parley.http.voice.remote;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.OutgoingConnectionBuilder;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;

/** Asks one server, over a connection of its own for each sentence; giving up closes the socket. */
final class SpeechClient {
    /** Of an error's body; the rest of it is not needed. */
    private static final int ERROR_BYTES = 16_384;

    private final Server server;
    private final ServerSettings.Limits limits;
    private final ClassicActorSystemProvider system;
    private final Flow<HttpRequest, HttpResponse, ?> connection;

    SpeechClient(Server server, ServerSettings.Limits limits, ClassicActorSystemProvider system) {
        this.server = server;
        this.limits = limits;
        this.system = system;
        this.connection = connection(server, limits, system);
    }

    Server server() {
        return server;
    }

    /** What the server answered, whole. */
    record Answer(String mediaType, ByteString body) {}

    /** Asks, and makes a sound of the whole answer. Whoever cancels what comes back, or fails it, ends the connection. */
    CompletableFuture<Sound> ask(HttpRequest request, Troubles troubles, Function<Answer, Sound> heard) {
        First first = new First(new CompletableFuture<>());
        Pair<UniqueKillSwitch, CompletionStage<Sound>> running = Source.single(
                        request.addHeader(RawHeader.create("Accept-Encoding", "identity"))) // request
                .concatMat(Source.<HttpRequest>maybe(), Keep.right()) // request, and no end of requests
                .via(connection) // response
                .watchTermination(SpeechClient::closing) // response
                .viaMat(KillSwitches.single(), Keep.right()) // response, until given up
                .initialTimeout(limits.firstByte()) // response
                .flatMapConcat(it -> answer(it, troubles).mapError(Throwable.class, first::of)) // answer
                .completionTimeout(limits.total()) // answer
                .map(heard::apply) // sound
                .mapError(Throwable.class, it -> troubles.of(first.of(it))) // sound
                .toMat(Sink.head(), Keep.both())
                .run(system);
        CompletableFuture<Sound> result = new CompletableFuture<>();
        running.second().whenComplete((sound, failure) -> {
            if (failure == null) result.complete(sound);
            else result.completeExceptionally(failure);
        });
        CompletionStage<Sound> over = result;
        over.whenComplete((_, _) -> running.first().shutdown());
        return result;
    }

    private Source<Answer, NotUsed> answer(HttpResponse response, Troubles troubles) {
        boolean well = response.status().isSuccess();
        String mediaType = response.entity().getContentType().toString();
        Source<ByteString, NotUsed> body = response.entity()
                .withoutSizeLimit()
                .getDataBytes() // bytes
                .mapMaterializedValue(_ -> NotUsed.getInstance()); // bytes
        if (!well)
            return body.takeWithin(limits.firstByte()) // bytes
                    .scan(ByteString.emptyByteString(), ByteString::concat) // more and more of it
                    .takeWhile(it -> it.size() < ERROR_BYTES, true) // enough of it
                    .recover(Throwable.class, ByteString::emptyByteString) // something at least
                    .fold(ByteString.emptyByteString(), (before, it) -> it.isEmpty() ? before : it) // body
                    .flatMapConcat(it ->
                            Source.failed(troubles.ofStatus(response.status().intValue(), it))); // nothing
        return body.limitWeighted(limits.largest(), it -> (long) it.size()) // bytes, but not too many
                .fold(ByteString.createBuilder(), (all, it) -> all.append(it)) // all of them
                .map(it -> new Answer(mediaType, it.result().compact())); // answer
    }

    /** The first failure is the reason: what is given up for it fails as well, and may be heard of before. */
    private record First(CompletableFuture<Throwable> failure) {
        Throwable of(Throwable other) {
            failure.complete(other);
            return failure.join();
        }
    }

    /** A connection is given up only when its requests fail: one that has not answered yet would stay open for ever. */
    private static NotUsed closing(CompletableFuture<Optional<HttpRequest>> requests, CompletionStage<Done> over) {
        over.whenComplete((_, _) -> requests.completeExceptionally(new CancellationException("given up")));
        return NotUsed.getInstance();
    }

    private static Flow<HttpRequest, HttpResponse, ?> connection(
            Server server, ServerSettings.Limits limits, ClassicActorSystemProvider system) {
        ClientConnectionSettings client = ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(scala.concurrent.duration.Duration.fromNanos(
                        limits.connect().toNanos()))
                .withIdleTimeout(scala.concurrent.duration.Duration.Inf());
        OutgoingConnectionBuilder to = Http.get(system)
                .connectionTo(server.base().getHost())
                .toPort(server.port())
                .withClientConnectionSettings(client);
        return server.secure() ? to.https() : to.http();
    }
}
