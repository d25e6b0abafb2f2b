package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Message;
import parley.engine.kernel.UserId;

/**
 * What a user is shown of themselves.
 *
 * @param inactive whether they are kept out
 * @param verified whether it is known that the e-mail is theirs
 */
public record UserProfile(
        UserId id,
        String email,
        String name,
        Instant registeredAt,
        @Nullable String firstName,
        @Nullable String lastName,
        boolean inactive,
        boolean verified)
        implements Message {
    @JsonCreator
    public UserProfile {}

    /** A user who may come in and whose e-mail nobody has proved. */
    public UserProfile(
            UserId id,
            String email,
            String name,
            Instant registeredAt,
            @Nullable String firstName,
            @Nullable String lastName) {
        this(id, email, name, registeredAt, firstName, lastName, false, false);
    }

    /** A user with one name. */
    public UserProfile(UserId id, String email, String name, Instant registeredAt) {
        this(id, email, name, registeredAt, null, null);
    }
}
