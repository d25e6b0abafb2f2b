package parley.http.provider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ClientTransport;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelFailure;
import parley.http.wire.Inquiry;
import parley.http.wire.ListedModel;
import parley.http.wire.ModelList;

/** Asks every provider that the settings name, with its key, which models it has. Costs nothing. */
public record RollCall(ModelSettings settings, Duration within, ClassicActorSystemProvider system) {

    /**
     * What a provider answered.
     *
     * @param model the one that it is to be asked for
     * @param listed whether it lists that one; some answer to names that they do not list
     * @param failure why it did not answer; absent where it did
     */
    public record Answer(
            String provider,
            String host,
            String model,
            boolean listed,
            @Nullable ModelFailure failure) {}

    /** All of them, asked at the same time. */
    public List<Answer> answers() {
        Families families = new Families(settings.wire(), within, ClientTransport.TCP(), system);
        List<CompletableFuture<Answer>> asked = Stream.concat(settings.chosen().stream(), settings.services().stream())
                .map(it -> asked(families, it))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Answer> asked(Families families, ModelSettings.Remote it) {
        Inquiry inquiry = new Inquiry(it.endpoint(), settings.wire(), within, ClientTransport.TCP(), system);
        return new ModelList(families.wire(it.family(), it.endpoint().base(), it.context()), inquiry)
                .models()
                .handle((models, failure) -> answer(it, models, failure))
                .toCompletableFuture();
    }

    private static Answer answer(
            ModelSettings.Remote it, @Nullable List<ListedModel> models, @Nullable Throwable failure) {
        boolean listed =
                models != null && models.stream().anyMatch(each -> each.name().equals(it.model()));
        return new Answer(
                it.endpoint().provider(),
                String.valueOf(it.endpoint().base().getHost()),
                it.model(),
                listed,
                failure == null ? null : told(failure));
    }

    private static ModelFailure told(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ModelFailure it ? it : new ModelFailure.Unreachable("it cannot be reached");
    }
}
