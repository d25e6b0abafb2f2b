package parley.engine.connection;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.upstream.Asker;
import parley.engine.upstream.Limits;
import parley.engine.upstream.Line;
import parley.engine.upstream.Upstream;

/**
 * The models of this server, and for each user those behind their own connections. A connection is looked up when a model
 * is asked, by the name of the user in whose name it is asked: somebody else's is not there.
 */
public final class ConnectedModels implements ChatModels {
    private final ChatModels platform;
    private final Connections connections;
    private final Exchange exchange;
    private final ProviderCatalogue providers;
    private final Upstream upstream;
    private final @Nullable UserId user;
    private final String room;

    /** {@code upstream} is how those behind connections are reached; the platform's are given as they are. */
    public ConnectedModels(
            ChatModels platform,
            Connections connections,
            Exchange exchange,
            ProviderCatalogue providers,
            Upstream upstream) {
        this(platform, connections, exchange, providers, upstream, null, "");
    }

    private ConnectedModels(
            ChatModels platform,
            Connections connections,
            Exchange exchange,
            ProviderCatalogue providers,
            Upstream upstream,
            @Nullable UserId user,
            String room) {
        this.platform = platform;
        this.connections = connections;
        this.exchange = exchange;
        this.providers = providers;
        this.upstream = upstream;
        this.user = user;
        this.room = room;
    }

    @Override
    public ChatModels of(UserId user) {
        return of(user, "");
    }

    @Override
    public ChatModels of(UserId user, String room) {
        return new ConnectedModels(platform.of(user, room), connections, exchange, providers, upstream, user, room);
    }

    @Override
    public List<ModelInfo> offered() {
        return platform.offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return ConnectedModel.in(model).map(providers::connected).orElseGet(() -> platform.info(model));
    }

    @Override
    public ChatModel open(ModelRef model) {
        return ConnectedModel.in(model).map(this::open).orElseGet(() -> platform.open(model));
    }

    private ChatModel open(ConnectedModel model) {
        UserId asking = user;
        if (asking == null) throw Refusal.notFound("a connection is opened for its owner alone");
        return prompt -> answered(connections
                .access(asking, model.connection())
                .thenApply(it -> answer(asking, model.connection(), it.with(model.model()), prompt)));
    }

    private Source<Chunk, NotUsed> answer(UserId asking, ConnectionId connection, Access access, Prompt prompt) {
        if (!access.active()) throw Refusal.conflict("this connection is switched off");
        Line line = new Line("connection-" + connection.value(), access.provider(), limits(access));
        return upstream.reach(line, new Asker(asking.value(), room), exchange.open(access))
                .answer(prompt);
    }

    private Limits limits(Access access) {
        return upstream.limits(access.provider()).with(access.maxConcurrent(), access.requestsPerMinute());
    }

    private static Source<Chunk, NotUsed> answered(CompletionStage<Source<Chunk, NotUsed>> coming) {
        return Source.completionStageSource(coming.exceptionally(failure -> Source.failed(told(failure)))) // chunks
                .mapMaterializedValue(_ -> NotUsed.getInstance()); // chunks
    }

    private static ModelFailure told(Throwable failure) {
        return Refusal.in(failure)
                .<ModelFailure>map(it -> new ModelFailure.Rejected(it.reason()))
                .orElseGet(() -> new ModelFailure.Unreachable("the connection could not be looked up"));
    }
}
