package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Abilities.Rates;
import parley.engine.llm.ChatModels;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Speaker;
import parley.engine.speech.Voice;
import parley.engine.tool.Toolbox;
import parley.http.edge.SignedIn;

/** What is on offer. */
public final class CatalogueRoutes {
    private final ChatModels models;
    private final Speaker speaker;
    private final Toolbox tools;
    private final SignedIn signedIn;

    CatalogueRoutes(ChatModels models, Speaker speaker, Toolbox tools, SignedIn signedIn) {
        this.models = models;
        this.speaker = speaker;
        this.tools = tools;
        this.signedIn = signedIn;
    }

    record Offer<T>(List<T> items) {}

    /** What a model can do; a number or rates that nobody knows are left out. */
    record Abilities(
            int context,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int output,
            boolean prefill,
            boolean vision,
            boolean tools,
            boolean thinks,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Rates rates) {
        static Abilities of(ModelInfo it) {
            var known = it.abilities();
            return new Abilities(
                    it.context(),
                    known.output(),
                    it.prefill(),
                    known.vision(),
                    known.tools(),
                    known.thinks(),
                    known.rates());
        }
    }

    record ModelOffer(ModelRef model, String label, boolean demo, boolean preferred, Abilities abilities) {}

    record VoiceOffer(Voice voice, String label, String language) {}

    /** {@code tool} is what a grant names; {@code schema} is that of its arguments. */
    record ToolOffer(
            String tool,
            String server,
            String name,
            String description,
            @JsonRawValue String schema,
            boolean available) {}

    public Route routes() {
        return concat(models(), voices(), tools());
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
                        new ModelOffer(it.ref(), it.label(), it.demo(), it.ref().equals(preferred), Abilities.of(it)))
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

    // GET /api/v1/tools
    private Route tools() {
        return path(
                "tools",
                () -> get(() ->
                        signedIn.signedIn(user -> ok(CompletableFuture.completedFuture(new Offer<>(toolOffers()))))));
    }

    private List<ToolOffer> toolOffers() {
        return tools.offered().stream()
                .map(it -> new ToolOffer(
                        it.server() + "/" + it.name(),
                        it.server(),
                        it.name(),
                        it.spec().description(),
                        it.spec().schema(),
                        tools.reaches(it)))
                .toList();
    }
}
