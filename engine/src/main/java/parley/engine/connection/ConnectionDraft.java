package parley.engine.connection;

import java.util.Optional;
import parley.engine.kernel.Secret;

/**
 * A connection to be.
 *
 * @param preferred whether it is to be the user's usual one for its provider; the first of a provider always is
 */
public record ConnectionDraft(Wiring wiring, Optional<Secret> key, boolean preferred) {}
