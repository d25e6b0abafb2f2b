package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/** Whether there is such a user, and what is true of them. */
public sealed interface UserState extends Journaled {
    @JsonTypeName("user.state.unknown")
    record Unknown() implements UserState {}

    /**
     * A user.
     *
     * @param adopted whether another server knew them first, so that they are not welcomed
     * @param visits where they are signed in; absent where they are nowhere and never were
     * @param reset how the password may be set anew, if that was asked for
     */
    @JsonTypeName("user.state.known")
    record Known(
            String email,
            String name,
            PasswordHash password,
            Instant registeredAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String firstName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastName,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean adopted,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Visits visits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Reset reset)
            implements UserState {
        static Known registered(String email, String name, PasswordHash password, Instant at) {
            return new Known(email, name, password, at, null, null, false, null, null);
        }

        UserProfile profile(UserId id) {
            return new UserProfile(id, email, name, registeredAt, firstName, lastName);
        }

        Visits visiting() {
            return visits == null ? Visits.NONE : visits;
        }

        Known with(PasswordHash other) {
            return new Known(email, name, other, registeredAt, firstName, lastName, adopted, visits, reset);
        }

        Known named(String other, @Nullable String first, @Nullable String last) {
            return new Known(email, other, password, registeredAt, first, last, adopted, visits, reset);
        }

        Known with(Visits others) {
            return new Known(email, name, password, registeredAt, firstName, lastName, adopted, others, reset);
        }

        Known with(@Nullable Reset other) {
            return new Known(email, name, password, registeredAt, firstName, lastName, adopted, visits, other);
        }
    }

    /** How a password may be set anew once: with the token of this hash. */
    record Reset(TokenHash token, Instant askedAt, Instant until) {}
}
