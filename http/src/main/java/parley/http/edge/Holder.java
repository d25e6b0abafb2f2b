package parley.http.edge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.user.SessionId;

/**
 * Whose a good access token is.
 *
 * @param session the sign-in that it came from; absent in tokens of earlier releases and servers
 * @param issuedAt absent where the token does not say
 */
public record Holder(
        UserId user, @Nullable SessionId session, @Nullable Instant issuedAt) {}
