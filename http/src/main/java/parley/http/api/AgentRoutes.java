package parley.http.api;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.body;
import static parley.http.edge.Json.created;
import static parley.http.edge.Json.gone;
import static parley.http.edge.Json.ok;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentIndex;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.agent.Portrait;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.engine.tool.ToolGrant;
import parley.http.edge.SignedIn;

/** A user's own agents. */
public final class AgentRoutes {
    private final Agents agents;
    private final AgentIndex index;
    private final Castings castings;
    private final SignedIn signedIn;

    AgentRoutes(Agents agents, AgentIndex index, Castings castings, SignedIn signedIn) {
        this.agents = agents;
        this.index = index;
        this.castings = castings;
        this.signedIn = signedIn;
    }

    record AgentForm(
            String name,
            Castings.PersonaForm persona,
            @Nullable String model,
            @Nullable String connection,
            @Nullable String voice,
            @Nullable List<String> fallbacks,
            @Nullable List<Granted> tools) {}

    /** A card is long and has doors of its own. */
    record Carded(@Nullable Portrait portrait) {}

    record AgentAnswer(
            AgentId id,
            String name,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
            @JsonSubTypes({
                @JsonSubTypes.Type(value = Persona.Plain.class, name = "plain"),
                @JsonSubTypes.Type(value = Persona.Styled.class, name = "styled"),
                @JsonSubTypes.Type(value = Carded.class, name = "card")
            })
            Object persona,

            ModelRef model,
            Voice voice,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelRef> fallbacks,

            List<ToolGrant> tools,
            Instant createdAt,
            Instant updatedAt) {
        private static Object shown(Persona persona) {
            return persona instanceof Persona.Carded it ? new Carded(it.portrait()) : persona;
        }

        static AgentAnswer of(AgentProfile it) {
            return new AgentAnswer(
                    it.id(),
                    it.casting().name(),
                    shown(it.casting().persona()),
                    it.casting().model(),
                    it.casting().voice(),
                    it.casting().fallbacks(),
                    it.casting().tools(),
                    it.createdAt(),
                    it.updatedAt());
        }
    }

    public Route routes() {
        return pathPrefix(
                "agents",
                () -> signedIn.signedIn(user -> concat(
                        pathEnd(() -> concat(list(user), create(user))),
                        path(segment(), id -> one(user, new AgentId(id))))));
    }

    private Route one(UserId user, AgentId agent) {
        return concat(show(user, agent), recast(user, agent), retire(user, agent));
    }

    // GET /api/v1/agents
    private Route list(UserId user) {
        return get(() -> Listing.asked(
                "createdAt", page -> ok(index.agents(user, page).thenApply(it -> Listing.of(it, AgentAnswer::of)))));
    }

    // POST /api/v1/agents
    private Route create(UserId user) {
        return post(() -> body(
                AgentForm.class,
                form -> created(
                        cast(user, form)
                                .thenCompose(it -> agents.create(user, it))
                                .thenApply(AgentAnswer::of),
                        it -> "/api/v1/agents/" + it.id)));
    }

    // GET /api/v1/agents/{agent}
    private Route show(UserId user, AgentId agent) {
        return get(() -> ok(agents.profile(user, agent).thenApply(AgentAnswer::of)));
    }

    // PUT /api/v1/agents/{agent}
    private Route recast(UserId user, AgentId agent) {
        return put(() -> body(
                AgentForm.class,
                form -> ok(agents.profile(user, agent)
                        .thenCompose(it -> recast(user, form, it.casting()))
                        .thenCompose(it -> agents.recast(user, agent, it))
                        .thenApply(AgentAnswer::of))));
    }

    private CompletionStage<Casting> recast(UserId user, AgentForm form, Casting before) {
        Persona persona = form.persona.persona(before.persona());
        return castings.cast(user, form.name, persona, form.model, form.connection, form.voice)
                .thenApply(it -> it.fallingBackOn(before.fallbacks()))
                .thenCompose(it -> castings.fallingBack(user, it, form.fallbacks))
                .thenApply(it -> it.granted(form.tools == null ? before.tools() : Granted.grants(form.tools)));
    }

    private CompletionStage<Casting> cast(UserId user, AgentForm form) {
        return castings.cast(user, form.name, form.persona, form.model, form.connection, form.voice)
                .thenCompose(it -> castings.fallingBack(user, it, form.fallbacks))
                .thenApply(it -> form.tools == null ? it : it.granted(Granted.grants(form.tools)));
    }

    // DELETE /api/v1/agents/{agent}
    private Route retire(UserId user, AgentId agent) {
        return delete(() -> gone(agents.retire(user, agent)));
    }
}
