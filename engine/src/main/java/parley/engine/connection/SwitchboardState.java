package parley.engine.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;
import parley.engine.safe.Sealed;

/** All connections of one user, oldest first. */
@JsonTypeName("connection.state")
public record SwitchboardState(List<Installed> connections) implements Journaled {
    static final SwitchboardState EMPTY = new SwitchboardState(List.of());

    public SwitchboardState {
        connections = List.copyOf(connections);
    }

    /** One connection. */
    public record Installed(
            ConnectionId id,
            Wiring wiring,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Sealed key,

            boolean preferred,
            Instant createdAt,
            Instant updatedAt) {
        Installed with(Sealed other, Instant at) {
            return new Installed(id, wiring, other, preferred, createdAt, at);
        }

        private Installed second() {
            return new Installed(id, wiring, key, false, createdAt, updatedAt);
        }

        private boolean yields(Installed to) {
            return to.preferred
                    && preferred
                    && !id.equals(to.id)
                    && wiring.provider().equals(to.wiring.provider());
        }

        ConnectionProfile profile(UserId owner) {
            return new ConnectionProfile(id, owner, wiring, key != null, preferred, createdAt, updatedAt);
        }
    }

    Optional<Installed> find(ConnectionId id) {
        return connections.stream().filter(it -> it.id.equals(id)).findFirst();
    }

    /** Whether another connection than this one has that name. */
    boolean named(String name, ConnectionId but) {
        return connections.stream().anyMatch(it -> it.wiring.name().equals(name) && !it.id.equals(but));
    }

    /** Whether another connection than this one is the usual one of that provider. */
    boolean prefers(String provider, ConnectionId but) {
        return connections.stream()
                .anyMatch(it -> it.preferred && it.wiring.provider().equals(provider) && !it.id.equals(but));
    }

    SwitchboardState with(Installed added) {
        return new SwitchboardState(
                Stream.concat(yielding(added), Stream.of(added)).toList());
    }

    SwitchboardState changed(ConnectionId id, UnaryOperator<Installed> change) {
        Optional<Installed> changed = find(id).map(change);
        return changed.map(to -> new SwitchboardState(
                        yielding(to).map(it -> it.id.equals(id) ? to : it).toList()))
                .orElse(this);
    }

    SwitchboardState without(ConnectionId id) {
        return new SwitchboardState(
                connections.stream().filter(it -> !it.id.equals(id)).toList());
    }

    private Stream<Installed> yielding(Installed to) {
        return connections.stream().map(it -> it.yields(to) ? it.second() : it);
    }
}
