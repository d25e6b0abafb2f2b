package parley.engine.user;

import java.time.Instant;
import parley.engine.kernel.Message;

/**
 * A session that was begun or refreshed.
 *
 * @param generation which refresh token is the good one: 0 is the first, each refresh uses one up
 * @param until when it ends unless it is refreshed before
 */
public record OpenSession(UserProfile user, SessionId id, int generation, Instant until) implements Message {}
