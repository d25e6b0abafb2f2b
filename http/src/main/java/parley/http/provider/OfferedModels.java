package parley.http.provider;

import java.util.List;
import java.util.stream.Stream;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ChatModel;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;

/** The models that were found, best first. A provider that was found opens any model that is asked of it by name. */
final class OfferedModels implements ChatModels {
    private final List<Offer> offers;
    private final List<Offer> gone;

    OfferedModels(List<Offer> offers) {
        this(offers, List.of());
    }

    private OfferedModels(List<Offer> offers, List<Offer> gone) {
        this.offers = List.copyOf(offers);
        this.gone = List.copyOf(gone);
    }

    /** The same, and whatever was found before and is not there now can still be opened. */
    OfferedModels after(OfferedModels before) {
        List<Offer> missing = Stream.concat(before.offers.stream(), before.gone.stream())
                .filter(it -> offers.stream().noneMatch(here -> here.provider().equals(it.provider())))
                .toList();
        return new OfferedModels(offers, missing);
    }

    @Override
    public List<ModelInfo> offered() {
        return offers.stream().map(Offer::info).toList();
    }

    @Override
    public ModelInfo info(ModelRef model) {
        ModelRef named = named(model);
        return known().map(Offer::info)
                .filter(it -> it.ref().equals(named))
                .findFirst()
                .orElseGet(() -> unlisted(named));
    }

    @Override
    public ChatModel open(ModelRef model) {
        ModelRef named = named(model);
        return provider(named).door().apply(named.model());
    }

    private ModelRef named(ModelRef model) {
        return model.equals(ModelRef.DEFAULT) ? preferred().ref() : model;
    }

    private ModelInfo unlisted(ModelRef named) {
        return provider(named).others().apply(named);
    }

    private Offer provider(ModelRef named) {
        return known().filter(it -> it.provider().equals(named.provider()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("no provider of models is called " + named.provider()));
    }

    private Stream<Offer> known() {
        return Stream.concat(offers.stream(), gone.stream());
    }
}
