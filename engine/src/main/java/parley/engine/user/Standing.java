package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;

/**
 * Which of a user's access tokens are good.
 *
 * @param sessions those that live
 * @param outBefore a token that names no session is good only if it was issued after this
 * @param inactive whether none is good, whatever it says
 */
public record Standing(Set<SessionId> sessions, @Nullable Instant outBefore, boolean inactive) implements Message {
    @JsonCreator
    public Standing {
        sessions = Set.copyOf(sessions);
    }

    /** That of somebody who may come in. */
    public Standing(Set<SessionId> sessions, @Nullable Instant outBefore) {
        this(sessions, outBefore, false);
    }

    /** Whether a token of this session, or of none, issued then or at no known time, is still good. */
    public boolean admits(@Nullable SessionId session, @Nullable Instant issuedAt) {
        if (inactive) return false;
        if (session != null) return sessions.contains(session);
        return outBefore == null || (issuedAt != null && !issuedAt.isBefore(outBefore));
    }
}
