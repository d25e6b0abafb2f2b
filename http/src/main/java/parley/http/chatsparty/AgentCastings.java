package parley.http.chatsparty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.connection.ConnectedModel;
import parley.engine.connection.ConnectionId;
import parley.engine.connection.ConnectionProfile;
import parley.engine.connection.Connections;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;
import parley.http.edge.Problem;

/** Casts agents as this dialect's clients describe them: through a connection of their own, or the platform's. */
final class AgentCastings {
    private static final Persona NOBODY = new Persona.Styled("", "", Persona.Styled.NEUTRAL, ChatStyle.USUAL);

    private final Connections connections;

    AgentCastings(Connections connections) {
        this.connections = connections;
    }

    /** A new agent. It is silent for this server's own voices, as these clients make sound by connections of theirs. */
    CompletionStage<Casting> made(UserId user, AgentForm form, AgentAddress address) {
        String name = form.name();
        if (name == null) throw Refusal.invalid("name is required");
        return changed(user, form, new Casting(name.strip(), NOBODY, ModelRef.DEFAULT, Voice.NONE), address);
    }

    /** An agent with what is new about it. */
    CompletionStage<Casting> changed(UserId user, AgentForm form, Casting it, AgentAddress address) {
        String name = form.name() == null ? it.name() : form.name().strip();
        if (name.length() > address.longestName())
            throw Refusal.invalid("name must be at most " + address.longestName() + " characters");
        Casting described = new Casting(
                name, form.appliedTo(it.persona()), it.model(), it.voice(), form.appliedTo(it.voiceChoice()));
        return model(user, form.connection(), it.model())
                .thenApply(model -> new Casting(
                                name, described.persona(), model, described.voice(), described.voiceChoice())
                        .fallingBackOn(it.fallbacks())
                        .granted(it.tools()));
    }

    /** Says NOT_FOUND to a connection that is neither the user's nor the platform's. */
    CompletionStage<?> known(UserId user, String connection) {
        return PlatformDefault.is(connection)
                ? CompletableFuture.completedFuture(connection)
                : profile(user, connection);
    }

    /** Whoever asks for the connection that is there keeps its model, even where it is not the connection's own. */
    private CompletionStage<ModelRef> model(UserId user, @Nullable String connection, ModelRef before) {
        if (connection == null) return CompletableFuture.completedFuture(before);
        if (PlatformDefault.is(connection))
            return CompletableFuture.completedFuture(ConnectedModel.in(before).isPresent() ? ModelRef.DEFAULT : before);
        return profile(user, connection).thenApply(it -> {
            if (!it.wiring().active())
                throw new Problem(StatusCodes.BAD_REQUEST, "inactive", "This connection is switched off");
            return ConnectedModel.in(before)
                    .filter(same -> same.connection().equals(it.id()))
                    .map(_ -> before)
                    .orElseGet(() -> new ConnectedModel(it.id(), null).ref());
        });
    }

    private CompletionStage<ConnectionProfile> profile(UserId user, String connection) {
        Refusal unknown = Refusal.notFound("Connection " + connection + " not found");
        ConnectionId id;
        try {
            id = new ConnectionId(connection);
        } catch (Refusal strange) {
            return CompletableFuture.failedFuture(unknown);
        }
        return connections
                .profile(user, id)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Refusal.in(failure)
                        .filter(no -> no.kind() == Refusal.Kind.NOT_FOUND)
                        .<Throwable>map(_ -> unknown)
                        .orElse(failure)));
    }
}
