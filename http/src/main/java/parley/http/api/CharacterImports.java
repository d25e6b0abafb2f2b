package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static parley.http.edge.Json.ok;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.api.ImportAnswer.Line;
import parley.http.api.ImportAnswer.Step;
import parley.http.character.Gallery;
import parley.http.character.Imports.Outcome;
import parley.http.character.Kept;
import parley.http.edge.Json;
import parley.http.edge.Problems;
import parley.http.edge.Sse;

/** Cards that come, one or many. */
final class CharacterImports {
    private final Gallery gallery;
    private final Sse sse;

    CharacterImports(Gallery gallery, Sse sse) {
        this.gallery = gallery;
        this.sse = sse;
    }

    // POST /api/v1/characters?name=
    Route bring(UserId user) {
        return post(() -> parameterOptional(
                "name",
                name -> extractRequest(request -> extractMaterializer(
                        materializer -> completeWithFuture(brought(user, request, name, materializer))))));
    }

    private CompletionStage<HttpResponse> brought(
            UserId user, HttpRequest request, Optional<String> name, Materializer materializer) {
        Source<Outcome, NotUsed> outcomes =
                gallery.imports().all(user, request.entity(), name.orElse("card"), materializer);
        boolean watched = request.getHeader("Accept")
                .filter(it -> it.value().contains("text/event-stream"))
                .isPresent();
        if (watched) return CompletableFuture.completedFuture(sse.response(steps(outcomes), ImportAnswer.FRAMES));
        return outcomes.runWith(Sink.seq(), materializer).thenCompose(all -> answer(user, all));
    }

    private CompletionStage<HttpResponse> answer(UserId user, List<Outcome> all) {
        if (all.isEmpty()) throw Refusal.invalid("send a form with a field named file for each card, or a card itself");
        if (all.size() > 1)
            return CompletableFuture.completedFuture(Json.response(
                    StatusCodes.OK, ImportAnswer.of(all.stream().map(Line::of).toList())));
        return switch (all.getFirst()) {
            case Outcome.Refused it -> throw it.why();
            case Outcome.Taken it ->
                gallery.characters()
                        .character(user, it.id())
                        .thenCompose(figure -> gallery.workbench()
                                .at(() -> one(
                                        CharacterAnswer.of(figure, it.warnings(), it.duplicate()), it.duplicate())));
        };
    }

    private static HttpResponse one(CharacterAnswer answer, boolean duplicate) {
        return Json.response(duplicate ? StatusCodes.OK : StatusCodes.CREATED, answer)
                .addHeader(RawHeader.create("Location", "/api/v1/characters/" + answer.id()));
    }

    /** What becomes of each as it is known, and the counts at the end. */
    private static Source<Step, NotUsed> steps(Source<Outcome, NotUsed> outcomes) {
        return outcomes.map(Line::of) // results
                .map(Optional::of)
                .concat(Source.single(Optional.<Line>empty())) // and their end
                .statefulMap(
                        ArrayList<Line>::new,
                        (seen, it) -> {
                            it.ifPresent(seen::add);
                            Step step = it.map(Step::of).orElseGet(() -> Step.done(ImportAnswer.of(seen)));
                            return Pair.create(seen, step);
                        },
                        _ -> Optional.empty()) // steps
                .recover(new PFBuilder<Throwable, Step>()
                        .matchAny(failure -> Step.failed(Problems.problem(failure)))
                        .build());
    }

    // PUT /api/v1/characters/{character}/card
    Route renew(UserId user, AgentId id) {
        return path(
                "card",
                () -> put(() -> extractRequest(request -> extractMaterializer(materializer -> ok(gallery.arrivals()
                        .whole(
                                request.entity(),
                                "card",
                                materializer,
                                form -> gallery.characters().renew(user, id, form.file()))
                        .thenCompose(this::renewed))))));
    }

    private CompletionStage<CharacterAnswer> renewed(Kept kept) {
        return gallery.workbench().at(() -> CharacterAnswer.of(kept.figure(), kept.warnings(), null));
    }
}
