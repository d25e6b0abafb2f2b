package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static parley.http.edge.Json.ok;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.http.edge.SignedIn;

/** What is on offer. */
public final class CatalogueRoutes {
    private final ChatModels models;
    private final Speaker speaker;
    private final SignedIn signedIn;

    CatalogueRoutes(ChatModels models, Speaker speaker, SignedIn signedIn) {
        this.models = models;
        this.speaker = speaker;
        this.signedIn = signedIn;
    }

    record Offer<T>(List<T> items) {}

    record ModelOffer(ModelRef model, String label, boolean demo, boolean preferred) {}

    record VoiceOffer(Voice voice, String label, String language) {}

    public Route routes() {
        return concat(models(), voices());
    }

    // GET /api/v1/models
    private Route models() {
        return path(
                "models",
                () -> get(() ->
                        signedIn.signedIn(user -> ok(CompletableFuture.completedFuture(new Offer<>(modelOffers()))))));
    }

    private List<ModelOffer> modelOffers() {
        ModelRef preferred = models.preferred().ref();
        return models.offered().stream()
                .map(it ->
                        new ModelOffer(it.ref(), it.label(), it.demo(), it.ref().equals(preferred)))
                .toList();
    }

    // GET /api/v1/voices
    private Route voices() {
        return path(
                "voices",
                () -> get(() ->
                        signedIn.signedIn(user -> ok(CompletableFuture.completedFuture(new Offer<>(voiceOffers()))))));
    }

    private List<VoiceOffer> voiceOffers() {
        return speaker.voices().stream()
                .map(it -> new VoiceOffer(it.voice(), it.label(), it.language()))
                .toList();
    }
}
