package parley.engine.connection;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;

/** A connection with its key in hand, for one call; it is never stored and never sent to another node. */
public record Access(
        String provider, String model, @Nullable URI base, boolean active, Optional<Secret> key) {
    Access with(@Nullable String other) {
        return other == null ? this : new Access(provider, other, base, active, key);
    }
}
