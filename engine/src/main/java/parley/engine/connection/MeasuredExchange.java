package parley.engine.connection;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.engine.llm.ChatModel;
import parley.engine.measure.Known;
import parley.engine.measure.MeasuredModel;
import parley.engine.measure.Measures;

/**
 * An exchange whose calls are measured. A provider is told by its name where this server knows it; what a user calls a
 * provider or a model is nobody's business.
 */
public record MeasuredExchange(Exchange exchange, ProviderCatalogue providers, Measures measures) implements Exchange {
    private static final String MODEL = "connection";

    @Override
    public ChatModel open(Access access) {
        String provider = providers.find(access.provider()).isPresent() ? access.provider() : Known.OTHER;
        return new MeasuredModel(exchange.open(access), provider, MODEL, measures);
    }

    @Override
    public CompletionStage<List<String>> models(Access access) {
        return exchange.models(access);
    }

    @Override
    public CompletionStage<Trial> trial(Access access) {
        return exchange.trial(access);
    }
}
