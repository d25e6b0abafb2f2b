package parley.http.chatsparty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.Casting;
import parley.engine.agent.Persona;
import parley.engine.agent.VoiceChoice;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionIndex;
import parley.engine.connection.ConnectionProfile;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;

/** Tells of agents, and of the models that their connections lead to now. */
final class AgentAnswers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ConnectionIndex.Query ALL = new ConnectionIndex.Query(
            new Page.Request(1, Page.MOST, true), ConnectionIndex.Order.CREATED, null, null, false);

    private final ConnectionIndex connections;
    private final PlatformDefault platform;

    AgentAnswers(ConnectionIndex connections, PlatformDefault platform) {
        this.connections = connections;
        this.platform = platform;
    }

    CompletionStage<AgentAnswer> of(UserId user, AgentProfile agent) {
        return of(user, List.of(agent)).thenApply(List::getFirst);
    }

    CompletionStage<List<AgentAnswer>> of(UserId user, List<AgentProfile> agents) {
        return known(user, agents)
                .thenApply(known -> agents.stream().map(it -> of(it, known)).toList());
    }

    /** The id of an agent's connection, as clients know it. */
    static String connection(Casting casting) {
        return ConnectedModel.in(casting.model())
                .map(it -> it.connection().value())
                .orElse(PlatformDefault.ID);
    }

    private CompletionStage<Map<ConnectionId, ConnectionProfile>> known(UserId user, List<AgentProfile> agents) {
        if (agents.stream()
                .allMatch(it -> ConnectedModel.in(it.casting().model()).isEmpty()))
            return CompletableFuture.completedFuture(Map.of());
        return connections
                .connections(user, ALL)
                .thenApply(it ->
                        it.items().stream().collect(Collectors.toMap(ConnectionProfile::id, Function.identity())));
    }

    private AgentAnswer of(AgentProfile it, Map<ConnectionId, ConnectionProfile> known) {
        Casting casting = it.casting();
        Persona.Styled persona = AgentForm.styled(casting.persona());
        VoiceChoice choice = casting.voiceChoice();
        return new AgentAnswer(
                it.id().value(),
                it.id().value(),
                casting.name(),
                persona.prompt(),
                persona.characteristics(),
                persona.gender(),
                connection(casting),
                AgentAnswer.StyleAnswer.of(persona.style()),
                voice(choice),
                choice != null && choice.enabled(),
                ai(casting, known),
                it.createdAt(),
                it.updatedAt());
    }

    private static AgentAnswer.VoiceAnswer voice(@Nullable VoiceChoice it) {
        if (it == null) return new AgentAnswer.VoiceAnswer(null, false, null, null);
        return new AgentAnswer.VoiceAnswer(it.connection(), it.enabled(), it.voice(), read(it.podcast()));
    }

    private static @Nullable JsonNode read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readTree(json);
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    /** Without provider and model where the connection is gone. */
    private AgentAnswer.AiAnswer ai(Casting casting, Map<ConnectionId, ConnectionProfile> known) {
        ModelRef ref = casting.model();
        if (ref.equals(ModelRef.DEFAULT))
            return new AgentAnswer.AiAnswer(platform.provider(), platform.model(), PlatformDefault.ID);
        return ConnectedModel.in(ref)
                .map(it -> {
                    ConnectionProfile profile = known.get(it.connection());
                    String id = it.connection().value();
                    if (profile == null) return new AgentAnswer.AiAnswer(null, it.model(), id);
                    String model = it.model() == null ? profile.wiring().model() : it.model();
                    return new AgentAnswer.AiAnswer(profile.wiring().provider(), model, id);
                })
                .orElseGet(() -> new AgentAnswer.AiAnswer(ref.provider(), ref.model(), PlatformDefault.ID));
    }
}
