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

/**
 * The models of this server, and for each user those behind their own connections. A connection is looked up when a model
 * is asked, by the name of the user in whose name it is asked: somebody else's is not there.
 */
public final class ConnectedModels implements ChatModels {
    private final ChatModels platform;
    private final Connections connections;
    private final Exchange exchange;
    private final ProviderCatalogue providers;
    private final @Nullable UserId user;

    public ConnectedModels(
            ChatModels platform, Connections connections, Exchange exchange, ProviderCatalogue providers) {
        this(platform, connections, exchange, providers, null);
    }

    private ConnectedModels(
            ChatModels platform,
            Connections connections,
            Exchange exchange,
            ProviderCatalogue providers,
            @Nullable UserId user) {
        this.platform = platform;
        this.connections = connections;
        this.exchange = exchange;
        this.providers = providers;
        this.user = user;
    }

    @Override
    public ChatModels of(UserId user) {
        return new ConnectedModels(platform.of(user), connections, exchange, providers, user);
    }

    @Override
    public List<ModelInfo> offered() {
        return platform.offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return ConnectedModel.in(model).map(this::info).orElseGet(() -> platform.info(model));
    }

    private ModelInfo info(ConnectedModel it) {
        String name = it.model();
        int context =
                name == null ? ModelInfo.USUAL_CONTEXT : providers.context(name).orElse(ModelInfo.USUAL_CONTEXT);
        return new ModelInfo(it.ref(), "your connection", false, false, context);
    }

    @Override
    public ChatModel open(ModelRef model) {
        return ConnectedModel.in(model).map(this::open).orElseGet(() -> platform.open(model));
    }

    private ChatModel open(ConnectedModel model) {
        UserId asking = user;
        if (asking == null) throw Refusal.notFound("a connection is opened for its owner alone");
        return prompt -> answered(
                connections.access(asking, model.connection()).thenApply(it -> answer(it.with(model.model()), prompt)));
    }

    private Source<Chunk, NotUsed> answer(Access access, Prompt prompt) {
        if (!access.active()) throw Refusal.conflict("this connection is switched off");
        return exchange.open(access).answer(prompt);
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
