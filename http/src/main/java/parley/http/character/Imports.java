package parley.http.character;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Problem;
import parley.http.edge.Problems;
import parley.http.file.FileTroubles;
import parley.http.file.ToTheEnd;

/** Makes characters of all the files that a request brings, and of those in ZIPs among them. */
public final class Imports {
    private final Characters characters;
    private final CharacterSettings settings;
    private final Arrivals arrivals;

    public Imports(Characters characters, CharacterSettings settings) {
        this.characters = characters;
        this.settings = settings;
        this.arrivals = new Arrivals(settings);
    }

    /** What became of one file. */
    public sealed interface Outcome {
        /** What its sender calls it. */
        String file();

        /** It is a character now, or has been one before. */
        record Taken(String file, AgentId id, String name, List<String> warnings, boolean duplicate)
                implements Outcome {
            public Taken {
                warnings = List.copyOf(warnings);
            }
        }

        /** It is none. */
        record Refused(String file, Problem why) implements Outcome {}
    }

    /** Takes the files as they come; fails only where the request itself is broken. */
    public Source<Outcome, NotUsed> all(UserId owner, RequestEntity entity, String name, Materializer materializer) {
        ToTheEnd heard = arrivals.heard(entity);
        return Source.completionStage(Workbench.aside(Arrivals::desk)) // a folder for it all
                .flatMapConcat(desk -> arrivals.each(entity, heard, name, desk, materializer) // files
                        .flatMapConcat(it -> unpacked(it, desk)) // files, those of ZIPs among them
                        .limit(settings.files()) // no more than may come at once
                        .mapError(StreamLimitReachedException.class, _ -> tooMany())
                        .mapAsync(1, it -> outcome(owner, it)) // what became of each
                        .watchTermination((used, done) -> {
                            done.whenComplete((all, failure) -> Arrivals.cleared(desk));
                            return used;
                        }))
                .recoverWithRetries(
                        1,
                        new PFBuilder<Throwable, Graph<SourceShape<Outcome>, NotUsed>>()
                                .matchAny(failure -> failed(failure, heard, entity, materializer))
                                .build());
    }

    /** Not before the client has sent all of it and listens. */
    private static Source<Outcome, NotUsed> failed(
            Throwable failure, ToTheEnd heard, RequestEntity entity, Materializer materializer) {
        CompletionStage<Outcome> failed = CompletableFuture.failedFuture(failure);
        return Source.completionStage(FileTroubles.told(heard.answered(failed, entity, materializer)));
    }

    private Refusal tooMany() {
        return Refusal.invalid("at most " + settings.files() + " cards may come at once; the first ones were taken");
    }

    private Source<Incoming, NotUsed> unpacked(Incoming incoming, Path desk) {
        return Source.completionStage(Workbench.aside(() -> Bundle.opened(incoming, settings, desk))
                        .thenApply(it -> it.map(this::cards).orElseGet(() -> Source.single(incoming)))
                        .exceptionally(failure -> Source.single(incoming.refused(Problems.problem(failure)))))
                .flatMapConcat(it -> it);
    }

    private Source<Incoming, NotUsed> cards(Bundle bundle) {
        return Source.unfoldResourceAsync(
                () -> CompletableFuture.completedFuture(bundle),
                it -> Workbench.aside(it::next),
                it -> Workbench.aside(() -> {
                    it.close();
                    return Done.getInstance();
                }));
    }

    private CompletionStage<Outcome> outcome(UserId owner, Incoming incoming) {
        return characters
                .keep(owner, incoming)
                .<Outcome>thenApply(it -> new Outcome.Taken(
                        incoming.name(),
                        it.figure().id(),
                        it.figure().agent().casting().name(),
                        it.warnings(),
                        it.duplicate()))
                .exceptionally(failure -> new Outcome.Refused(incoming.name(), Problems.problem(failure)))
                .thenCompose(it -> Workbench.aside(() -> {
                    incoming.forget();
                    return it;
                }));
    }
}
