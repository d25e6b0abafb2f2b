package parley.http.api;

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
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.lore.LoreFindings;
import parley.engine.lore.Lorebooks;
import parley.http.character.Figure;
import parley.http.character.Gallery;
import parley.http.character.Incoming;

/** The lorebook in a character's card. */
final class CharacterBook {
    private static final String FIELD = "character_book";
    private static final int LONGEST_TEXT = 100_000;

    private final Gallery gallery;

    CharacterBook(Gallery gallery) {
        this.gallery = gallery;
    }

    /** A book as a file of its own (Character Card V3, lorebook export). */
    record BookFile(String spec, JsonNode data) {}

    record TestRequest(String text) {}

    /** Every entry that was looked at, in the book's order, and the texts that would be told. */
    record TestAnswer(List<Looked> entries, List<Told> told) {
        TestAnswer {
            entries = List.copyOf(entries);
            told = List.copyOf(told);
        }

        static TestAnswer of(LoreFindings it) {
            return new TestAnswer(
                    it.trace().stream().map(Looked::of).toList(),
                    it.placed().stream().map(Told::of).toList());
        }
    }

    /** Why an entry is told, or is not. */
    record Looked(
            String label,
            boolean in,
            String reason,
            @Nullable String matched,
            int pass,
            int tokens,
            @Nullable Integer rolled) {
        static Looked of(LoreFindings.Trace it) {
            return new Looked(it.label(), it.in(), it.reason(), it.matched(), it.pass(), it.tokens(), it.rolled());
        }
    }

    record Told(String place, int depth, String role, String text) {
        static Told of(LoreFindings.Placed it) {
            return new Told(Words.of(it.place()), it.depth(), Words.of(it.role()), it.text());
        }
    }

    Route of(UserId user, AgentId id) {
        return pathPrefix(
                "lorebook",
                () -> concat(
                        pathEnd(() -> concat(show(user, id), attach(user, id), detach(user, id))),
                        path("test", () -> test(user, id))));
    }

    // GET /api/v1/characters/{character}/lorebook
    private Route show(UserId user, AgentId id) {
        return get(() -> ok(gallery.characters().character(user, id).thenApply(CharacterBook::file)));
    }

    private static BookFile file(Figure figure) {
        JsonNode book = figure.card().data().book();
        if (book == null) throw Refusal.notFound("this character has no lorebook");
        return new BookFile("lorebook_v3", book);
    }

    // PUT /api/v1/characters/{character}/lorebook
    private Route attach(UserId user, AgentId id) {
        return put(() -> extractRequestEntity(entity -> extractMaterializer(materializer -> ok(gallery.arrivals()
                .whole(
                        entity,
                        "lorebook",
                        materializer,
                        form -> gallery.workbench()
                                .at(() -> book(form.file()))
                                .thenCompose(
                                        it -> gallery.characters().changed(user, id, List.of(with(null), with(it)))))
                .thenCompose(it -> gallery.workbench().at(() -> CharacterAnswer.of(it)))))));
    }

    private static ObjectNode book(Incoming file) throws IOException {
        String name = file.name().replaceFirst("\\.[A-Za-z0-9]{1,8}$", "");
        return Lorebooks.book(file.content(), name);
    }

    /** A change that puts the book in place of the one that there is, or takes that away. */
    private static ObjectNode with(@Nullable ObjectNode book) {
        return JsonNodeFactory.instance.objectNode().set(FIELD, book);
    }

    // DELETE /api/v1/characters/{character}/lorebook
    private Route detach(UserId user, AgentId id) {
        return delete(() -> gone(gallery.characters().changed(user, id, List.of(with(null)))));
    }

    // POST /api/v1/characters/{character}/lorebook/test {text}
    private Route test(UserId user, AgentId id) {
        return post(() -> body(TestRequest.class, asked -> {
            if (asked.text.length() > LONGEST_TEXT)
                throw Refusal.invalid("text must be at most " + LONGEST_TEXT + " characters");
            return ok(gallery.characters()
                    .character(user, id)
                    .thenCompose(it -> gallery.workbench()
                            .at(() -> TestAnswer.of(gallery.lore().of(it, asked.text)))));
        }));
    }
}
