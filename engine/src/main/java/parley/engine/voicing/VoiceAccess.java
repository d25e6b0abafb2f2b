package parley.engine.voicing;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Secret;

/** A connection to voices with its key in hand, for one call; it is never stored and never sent to another node. */
public record VoiceAccess(VoiceProvider provider, @Nullable URI base, Optional<Secret> key) {}
