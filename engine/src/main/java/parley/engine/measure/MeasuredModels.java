package parley.engine.measure;

import java.util.List;
import parley.engine.kernel.UserId;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/**
 * Models whose calls are measured. Only models on offer are told by their names: any other name is a user's own words.
 */
public final class MeasuredModels implements ChatModels {
    /** As many models are told apart; a server that offers more tells the rest as one. */
    private static final int MODELS = 40;

    private static final int PROVIDERS = 40;

    private final ChatModels models;
    private final Measures measures;
    private final Known providers;
    private final Known names;

    public MeasuredModels(ChatModels models, Measures measures) {
        this(models, measures, new Known(PROVIDERS), new Known(MODELS));
    }

    private MeasuredModels(ChatModels models, Measures measures, Known providers, Known names) {
        this.models = models;
        this.measures = measures;
        this.providers = providers;
        this.names = names;
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
        ModelRef named = models.info(model).ref();
        boolean offered = models.offered().stream().anyMatch(it -> it.ref().equals(named));
        String name = offered ? names.name(named.model()) : Known.OTHER;
        return new MeasuredModel(models.open(model), providers.name(named.provider()), name, measures);
    }

    @Override
    public ChatModels of(UserId user) {
        return new MeasuredModels(models.of(user), measures, providers, names);
    }

    @Override
    public ChatModels of(UserId user, String room) {
        return new MeasuredModels(models.of(user, room), measures, providers, names);
    }
}
