package parley.http.edge;

import java.time.Instant;
import parley.engine.kernel.Secret;

/** What proves who is asking, until it expires. */
public record AccessToken(Secret token, Instant expiresAt) {}
