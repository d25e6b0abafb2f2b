package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequestEntity;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.SignedIn;

/** A user's own agents. */
final class AgentRoutes implements Chapter {
    private static final String COPY = " (Copy)";

    private final Agents agents;
    private final AgentBook book;
    private final AgentCastings castings;
    private final AgentAnswers answers;
    private final ConnectedAgents connected;
    private final SignedIn signedIn;

    AgentRoutes(Doors doors, PlatformDefault platform, AgentBook book) {
        agents = doors.agents();
        this.book = book;
        castings = new AgentCastings(doors.connections());
        answers = new AgentAnswers(doors.connectionIndex(), platform);
        connected = new ConnectedAgents(castings, book, answers);
        signedIn = doors.keyring().signedIn();
    }

    record Copied(@Nullable String name) {}

    record Deleted(String message, boolean success) {}

    @Override
    public Route routes(Mount mount) {
        return concat(
                pathPrefix(segment("chat").slash("agents"), () -> at(AgentAddress.CHAT)),
                pathPrefix("agents", () -> at(AgentAddress.AGENTS)),
                pathPrefix("connections", this::through));
    }

    private Route at(AgentAddress address) {
        return signedIn.signedIn(user -> concat(
                pathEndOrSingleSlash(() -> concat(list(user, address), create(user, address))),
                pathPrefix("connections", this::through),
                pathPrefix(
                        segment(),
                        id -> concat(
                                pathEndOrSingleSlash(() -> one(user, id, address)),
                                path("duplicate", () -> duplicate(user, id))))));
    }

    private Route one(UserId user, String id, AgentAddress address) {
        return concat(show(user, id), change(user, id, address), retire(user, id, address));
    }

    // GET /chat/agents and GET /agents?page&limit&name&connectionId&voiceEnabled
    private Route list(UserId user, AgentAddress address) {
        return get(() -> parameterMap(parameters -> Reply.ok(address.told(() -> {
            AgentQuery query = AgentQuery.of(parameters);
            CompletionStage<List<AgentProfile>> found = book.all(user)
                    .thenApply(all -> all.stream().filter(query::fits).toList());
            return switch (address) {
                case CHAT -> found.thenCompose(it -> answers.of(user, it)).thenApply(it -> (Object) it);
                case AGENTS -> found.thenCompose(it -> page(user, it.reversed(), query));
            };
        }))));
    }

    private CompletionStage<Object> page(UserId user, List<AgentProfile> all, AgentQuery query) {
        return answers.of(user, query.slice(all)).thenApply(it -> AgentPage.of(it, query, all.size()));
    }

    // POST /chat/agents and /agents
    private Route create(UserId user, AgentAddress address) {
        return post(() -> lenientBody(
                AgentForm.class,
                form -> completeWithFuture(address.told(
                                () -> castings.made(user, form, address).thenCompose(casting -> made(user, casting)))
                        .thenApply(it -> Reply.response(address.made(), it)))));
    }

    private CompletionStage<AgentAnswer> made(UserId user, Casting casting) {
        return book.room(user).thenCompose(_ -> agents.create(user, casting)).thenCompose(it -> answers.of(user, it));
    }

    // GET /agents/{agent} and /chat/agents/{agent}
    private Route show(UserId user, String id) {
        return get(() -> Reply.ok(own(user, id).thenCompose(it -> answers.of(user, it))));
    }

    // PUT, PATCH /agents/{agent} and /chat/agents/{agent}
    private Route change(UserId user, String id, AgentAddress address) {
        Route changed = lenientBody(
                AgentForm.class,
                form -> Reply.ok(address.told(() -> own(user, id)
                        .thenCompose(it -> castings.changed(user, form, it.casting(), address)
                                .thenCompose(casting -> agents.recast(user, it.id(), casting)))
                        .thenCompose(it -> answers.of(user, it)))));
        return concat(put(() -> changed), patch(() -> changed));
    }

    // DELETE /chat/agents/{agent} with a word about it, /agents/{agent} without
    private Route retire(UserId user, String id, AgentAddress address) {
        return delete(() -> {
            CompletionStage<AgentProfile> retired = own(user, id).thenCompose(it -> agents.retire(user, it.id()));
            return switch (address) {
                case CHAT ->
                    Reply.ok(retired.thenApply(_ -> new Deleted("Agent " + id + " deleted successfully", true)));
                case AGENTS -> Reply.gone(retired);
            };
        });
    }

    // POST /agents/{agent}/duplicate {name?}
    private Route duplicate(UserId user, String id) {
        Function<Copied, Route> copied = form -> Reply.created(AgentAddress.AGENTS.told(() -> own(user, id)
                .thenCompose(it -> castings.changed(user, named(form, it.casting()), it.casting(), AgentAddress.AGENTS))
                .thenCompose(it -> made(user, it))));
        return post(() -> extractRequestEntity(
                entity -> entity.isKnownEmpty() ? copied.apply(new Copied(null)) : lenientBody(Copied.class, copied)));
    }

    private static AgentForm named(Copied form, Casting it) {
        String asked = form.name == null ? "" : form.name.strip();
        int room = AgentAddress.AGENTS.longestName() - COPY.length();
        String name = it.name().length() > room ? it.name().substring(0, room).strip() : it.name();
        return new AgentForm(asked.isEmpty() ? name + COPY : asked, null, null, null, null, null, null, null, null);
    }

    // GET /connections/{connection}/agents
    private Route through() {
        return path(
                segment().slash("agents"),
                id -> get(() -> signedIn.signedIn(user -> Reply.ok(connected.of(user, id)))));
    }

    private CompletionStage<AgentProfile> own(UserId user, String id) {
        try {
            return agents.profile(user, new AgentId(id));
        } catch (Refusal strange) {
            return CompletableFuture.failedFuture(Refusal.notFound("there is no such agent"));
        }
    }
}
