package parley.engine.user;

import java.time.Instant;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** What a user is shown of themselves. */
public record UserProfile(UserId id, String email, String name, Instant registeredAt) implements Message {}
