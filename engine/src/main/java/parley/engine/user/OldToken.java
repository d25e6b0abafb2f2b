package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A good refresh token of an earlier server, which is traded for a session once.
 *
 * @param hash the token's SHA-256
 * @param issuedAt absent where the token does not say
 * @param until when it is not good any more, so that its use need not be remembered
 */
public record OldToken(
        TokenHash hash,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant issuedAt,
        Instant until) {}
