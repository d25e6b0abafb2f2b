package parley.http.companion;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMaterializer;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Json.ok;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import parley.engine.kernel.UserId;
import parley.http.character.Arrivals;
import parley.http.character.CardJson;
import parley.http.character.Figure;
import parley.http.character.Gallery;
import parley.http.companion.CharacterAnswers.Activated;
import parley.http.companion.CharacterAnswers.Come;
import parley.http.companion.CharacterAnswers.Data;
import parley.http.companion.CharacterAnswers.Done;
import parley.http.companion.CharacterAnswers.Full;
import parley.http.companion.CharacterAnswers.Line;
import parley.http.companion.CharacterAnswers.Moved;
import parley.http.companion.CharacterAnswers.Whole;

/**
 * Characters at the addresses of both old servers (contract §2.1, §2.2, §12): the newer one's, which its guide tells of,
 * and the older one's below {@code characters/characters}, which its page asks. Looking at a character changes nothing;
 * which one answers is for each user to say.
 */
final class CharacterRoutes implements Chapter {
    private static final String CHARACTERS = "characters";

    private final Gallery gallery;
    private final Visitors visitors;
    private final Roster roster;

    CharacterRoutes(Gallery gallery, Visitors visitors, Roster roster) {
        this.gallery = gallery;
        this.visitors = visitors;
        this.roster = roster;
    }

    @Override
    public Route routes() {
        return pathPrefix(
                "api",
                () -> pathPrefix(
                        CHARACTERS,
                        () -> concat(
                                pathEnd(() -> concat(get(this::list), post(this::create))),
                                path("upload", () -> post(this::upload)),
                                pathPrefix(
                                        CHARACTERS,
                                        () -> concat(
                                                pathEnd(() -> get(this::list)),
                                                path(
                                                        segment(),
                                                        id -> concat(
                                                                get(() -> whole(id)),
                                                                put(() -> move(id, true)),
                                                                delete(() -> remove(id)))))),
                                path(
                                        segment(),
                                        id -> concat(
                                                get(() -> show(id)),
                                                put(() -> move(id, false)),
                                                delete(() -> remove(id)))),
                                path(segment().slash("activate"), id -> post(() -> activate(id))))));
    }

    // GET /api/characters, /api/characters/characters
    private Route list() {
        return visitors.visiting(user -> ok(roster.all(user)
                .thenApply(all -> Data.of(all.stream().map(Line::of).toList()))));
    }

    // POST /api/characters {character_data, live2d_model_id?, live2d_model_path?}
    private Route create() {
        return received(
                "card.json", (user, form) -> roster.keep(user, form.file()).thenApply(it -> Data.of(Come.of(it))));
    }

    // POST /api/characters/upload
    private Route upload() {
        return received(
                "card",
                (user, form) -> roster.keep(user, form.file(), MovingForm.of(form.fields()))
                        .thenApply(it -> Data.of(Come.of(it))));
    }

    // GET /api/characters/{character}
    private Route show(String id) {
        return told(user -> roster.one(user, id), it -> Data.of(Full.of(it)));
    }

    // GET /api/characters/characters/{character}
    private Route whole(String id) {
        return told(user -> roster.one(user, id), it -> Data.of(Whole.of(it)));
    }

    // PUT /api/characters/{character}, /api/characters/characters/{character}
    private Route move(String id, boolean nullClears) {
        return received(
                "change.json",
                (user, form) -> gallery.workbench()
                        .at(() -> MovingForm.of(CardJson.object(form.file()), nullClears))
                        .thenCompose(it -> roster.move(user, id, it))
                        .thenApply(it -> Data.of(Moved.of(it))));
    }

    // DELETE /api/characters/{character}, /api/characters/characters/{character}
    private Route remove(String id) {
        return told(
                user -> roster.remove(user, id),
                it -> new Done(true, it.agent().casting().name() + " is deleted"));
    }

    // POST /api/characters/{character}/activate
    private Route activate(String id) {
        return told(user -> roster.activate(user, id), Activated::of);
    }

    private Route told(Function<UserId, CompletionStage<Figure>> asked, Function<Figure, ?> answer) {
        return visitors.visiting(user -> ok(asked.apply(user).thenApply(answer)));
    }

    /** What becomes of what a user sends. */
    @FunctionalInterface
    private interface Receiving {
        CompletionStage<?> of(UserId user, Arrivals.Form form);
    }

    private Route received(String name, Receiving receiving) {
        return visitors.visiting(user -> extractRequestEntity(entity -> extractMaterializer(materializer ->
                ok(gallery.arrivals().whole(entity, name, materializer, form -> receiving.of(user, form))))));
    }
}
