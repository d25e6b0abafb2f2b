package parley.engine.upstream;

import java.util.List;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/** The models of this server, each asked as its provider's line allows; the demo is asked as it is. */
public final class ReachedModels implements ChatModels {
    private final ChatModels models;
    private final Upstream upstream;
    private final Asker asker;

    public ReachedModels(ChatModels models, Upstream upstream) {
        this(models, upstream, Asker.NOBODY);
    }

    private ReachedModels(ChatModels models, Upstream upstream, Asker asker) {
        this.models = models;
        this.upstream = upstream;
        this.asker = asker;
    }

    @Override
    public List<ModelInfo> offered() {
        return models.offered();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        return models.info(model);
    }

    @Override
    public ChatModel open(ModelRef model) {
        ModelInfo info = models.info(model);
        ChatModel opened = models.open(model);
        return info.demo() ? opened : upstream.reach(line(info.ref().provider()), asker, opened);
    }

    private Line line(String provider) {
        return new Line(name(provider), provider, upstream.limits(provider));
    }

    /** Names the line of a provider of this server. */
    static String name(String provider) {
        return "provider-" + provider;
    }

    @Override
    public ChatModels of(UserId user) {
        return of(user, "");
    }

    @Override
    public ChatModels of(UserId user, String room) {
        return new ReachedModels(models.of(user, room), upstream, new Asker(user.value(), room));
    }
}
