package parley.engine.connection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelRef;

/**
 * A model that is reached through a connection: {@code connection/ID}, or {@code connection/ID/MODEL} for another one than
 * the connection's own.
 */
public record ConnectedModel(
        ConnectionId connection, @Nullable String model) {
    /** The provider that stands in the name of every such model, so that one price can be set for them all. */
    public static final String PROVIDER = "connection";

    /** What a model's name means, if it is one of these. */
    public static Optional<ConnectedModel> in(ModelRef ref) {
        if (!ref.provider().equals(PROVIDER)) return Optional.empty();
        int slash = ref.model().indexOf('/');
        boolean own = slash < 0 || slash == ref.model().length() - 1;
        ConnectionId connection =
                new ConnectionId(own && slash < 0 ? ref.model() : ref.model().substring(0, slash));
        return Optional.of(
                new ConnectedModel(connection, own ? null : ref.model().substring(slash + 1)));
    }

    /** Its name. */
    public ModelRef ref() {
        return new ModelRef(PROVIDER, model == null ? connection.value() : connection + "/" + model);
    }
}
