package parley.engine.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Journaled;
import parley.engine.llm.ModelRef;
import parley.engine.user.UserState.Known;

/** What can have happened to a user. */
public sealed interface UserEvent extends Journaled {
    /** What is true after it. */
    UserState appliedTo(UserState state);

    @JsonTypeName("user.registered")
    record Registered(String email, String name, PasswordHash password, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return Known.registered(email, name, password, at);
        }
    }

    /** Another server knew this user since {@code registeredAt}, and here they are, too. */
    @JsonTypeName("user.adopted")
    record Adopted(
            String email,
            String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String firstName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastName,

            PasswordHash password,
            Instant registeredAt,
            Instant at,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean inactive,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean verified)
            implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            Access access = new Access(inactive, verified, List.of());
            return new Known(
                    email,
                    name,
                    password,
                    registeredAt,
                    firstName,
                    lastName,
                    true,
                    null,
                    null,
                    access.equals(Access.USUAL) ? null : access,
                    null);
        }
    }

    /** A provider of sign-ins introduced this user, who has no password: nothing matches the one that is kept. */
    @JsonTypeName("user.introduced")
    record Introduced(
            String email,
            String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String firstName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastName,

            PasswordHash password,
            Identity identity,
            Instant at)
            implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return Known.registered(email, name, password, at)
                    .named(name, firstName, lastName)
                    .with(new Access(false, true, List.of(identity)));
        }
    }

    /** A provider may introduce this user from now on. */
    @JsonTypeName("user.linked")
    record Linked(Identity identity, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.entering().with(identity)));
        }
    }

    /** The e-mail proved to be theirs. */
    @JsonTypeName("user.verified")
    record Verified(Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.entering().verified(true)));
        }
    }

    /** They are kept out. */
    @JsonTypeName("user.deactivated")
    record Deactivated(Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.entering().active(false)));
        }
    }

    /** They may come in again. */
    @JsonTypeName("user.activated")
    record Activated(Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.entering().active(true)));
        }
    }

    @JsonTypeName("user.password-changed")
    record PasswordChanged(PasswordHash password, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(password).with((UserState.Reset) null));
        }
    }

    /** The same password, kept in another way. */
    @JsonTypeName("user.password-rehashed")
    record PasswordRehashed(PasswordHash password, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(password));
        }
    }

    @JsonTypeName("user.reset-asked")
    record ResetAsked(TokenHash token, Instant at, Instant until) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(new UserState.Reset(token, at, until)));
        }
    }

    @JsonTypeName("user.renamed")
    record Renamed(
            String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String firstName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastName,

            Instant at)
            implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.named(name, firstName, lastName));
        }
    }

    /** They have chosen what answers them from now on; what is absent is not chosen, or not any more. */
    @JsonTypeName("user.settings-changed")
    record SettingsChanged(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ModelRef model,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            AgentId character,

            Instant at)
            implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(new Chosen(model, character)));
        }
    }

    @JsonTypeName("user.session-begun")
    record SessionBegun(SessionId session, Instant at, Instant until) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.visiting().begun(session, at, until)));
        }
    }

    @JsonTypeName("user.session-refreshed")
    record SessionRefreshed(SessionId session, int generation, Instant at, Instant until) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.visiting().refreshed(session, generation, at, until)));
        }
    }

    @JsonTypeName("user.session-ended")
    record SessionEnded(SessionId session, Why why, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.visiting().ended(session, at)));
        }
    }

    /** Every session has ended, and no token that was issued before is good any more. */
    @JsonTypeName("user.signed-out-everywhere")
    record SignedOutEverywhere(Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.visiting().out(at)));
        }
    }

    /** A refresh token of an earlier server was traded for a session and will not be again. */
    @JsonTypeName("user.old-token-spent")
    record OldTokenSpent(TokenHash token, Instant until, Instant at) implements UserEvent {
        @Override
        public UserState appliedTo(UserState state) {
            return changed(state, it -> it.with(it.visiting().spent(token, until, at)));
        }
    }

    /** Why a session ended before its time. */
    enum Why {
        @JsonProperty("signed-out")
        SIGNED_OUT,
        /** A refresh token came again long after it was used up: somebody has a copy. */
        @JsonProperty("token-reused")
        TOKEN_REUSED,
        @JsonProperty("crowded-out")
        CROWDED_OUT
    }

    private static UserState changed(UserState state, UnaryOperator<Known> change) {
        return state instanceof Known user ? change.apply(user) : state;
    }
}
