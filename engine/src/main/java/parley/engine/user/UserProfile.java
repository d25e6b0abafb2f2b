package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/** What a user is shown of themselves. */
public record UserProfile(
        UserId id,
        String email,
        String name,
        Instant registeredAt,
        @Nullable String firstName,
        @Nullable String lastName)
        implements Message {
    @JsonCreator
    public UserProfile {}

    /** A user with one name. */
    public UserProfile(UserId id, String email, String name, Instant registeredAt) {
        this(id, email, name, registeredAt, null, null);
    }
}
