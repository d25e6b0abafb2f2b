package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
     * @param password one that nothing matches where they have none
     * @param adopted whether another server knew them first, so that they are not welcomed
     * @param visits where they are signed in; absent where they are nowhere and never were
     * @param reset how the password may be set anew, if that was asked for
     * @param access absent where it is the usual
     * @param chosen absent where nothing is
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
            Reset reset,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Access access,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Chosen chosen)
            implements UserState {
        static Known registered(String email, String name, PasswordHash password, Instant at) {
            return new Known(email, name, password, at, null, null, false, null, null, null, null);
        }

        UserProfile profile(UserId id) {
            return new UserProfile(
                    id,
                    email,
                    name,
                    registeredAt,
                    firstName,
                    lastName,
                    entering().inactive(),
                    entering().verified());
        }

        Visits visiting() {
            return visits == null ? Visits.NONE : visits;
        }

        Access entering() {
            return access == null ? Access.USUAL : access;
        }

        Chosen settings() {
            return chosen == null ? Chosen.NOTHING : chosen;
        }

        Standing standing() {
            Standing standing = visiting().standing();
            return new Standing(
                    standing.sessions(), standing.outBefore(), entering().inactive());
        }

        /** Where nobody knew whose the e-mail was, whoever registered with it and chose the password has to leave. */
        List<UserEvent> linking(UserCommand.Link link) {
            UserEvent linked = new UserEvent.Linked(link.identity(), link.at());
            if (entering().verified()) return List.of(linked);
            return List.of(
                    linked,
                    new UserEvent.Verified(link.at()),
                    new UserEvent.PasswordChanged(link.nothing(), link.at()),
                    new UserEvent.SignedOutEverywhere(link.at()));
        }

        /** Who has the token of a letter has the e-mail. */
        List<UserEvent> resetting(UserCommand.Reset by) {
            List<UserEvent> changed = List.of(
                    new UserEvent.PasswordChanged(by.to(), by.at()), new UserEvent.SignedOutEverywhere(by.at()));
            return entering().verified()
                    ? changed
                    : Stream.concat(changed.stream(), Stream.of(new UserEvent.Verified(by.at())))
                            .toList();
        }

        Known with(PasswordHash other) {
            return new Known(
                    email, name, other, registeredAt, firstName, lastName, adopted, visits, reset, access, chosen);
        }

        Known named(String other, @Nullable String first, @Nullable String last) {
            return new Known(email, other, password, registeredAt, first, last, adopted, visits, reset, access, chosen);
        }

        Known with(Visits others) {
            return new Known(
                    email, name, password, registeredAt, firstName, lastName, adopted, others, reset, access, chosen);
        }

        Known with(@Nullable Reset other) {
            return new Known(
                    email, name, password, registeredAt, firstName, lastName, adopted, visits, other, access, chosen);
        }

        Known with(Access other) {
            return new Known(
                    email, name, password, registeredAt, firstName, lastName, adopted, visits, reset, other, chosen);
        }

        Known with(Chosen other) {
            Chosen some = other.equals(Chosen.NOTHING) ? null : other;
            return new Known(
                    email, name, password, registeredAt, firstName, lastName, adopted, visits, reset, access, some);
        }
    }

    /** How a password may be set anew once: with the token of this hash. */
    record Reset(TokenHash token, Instant askedAt, Instant until) {}
}
