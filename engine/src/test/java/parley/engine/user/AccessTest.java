package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;
import static parley.engine.kernel.Refusal.Kind.UNAUTHENTICATED;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

/** By what a user may come in, and whether at all. */
class AccessTest {
    private static final UserId ID = new UserId("user-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final PasswordHash CHOSEN = new PasswordHash("$argon2id$chosen");
    private static final PasswordHash NOTHING = new PasswordHash("$argon2id$nothing");
    private static final Identity GOOGLE = new Identity("google", "107");
    private static final Identity OTHER_GOOGLE = new Identity("google", "108");
    private static final SessionId HOME = new SessionId("home");
    private static final UserEvent REGISTERED = new UserEvent.Registered("ada@example.org", "Ada", CHOSEN, NOON);
    private static final UserEvent INTRODUCED =
            new UserEvent.Introduced("ada@example.org", "Ada", null, null, NOTHING, GOOGLE, NOON);
    private static final UserEvent DEACTIVATED = new UserEvent.Deactivated(NOON);
    private static final UserSettings SETTINGS =
            UserSettings.from(ConfigFactory.load().getConfig("parley.user"));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, UserProfile> user =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, UserCommand.Credentials> guest =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, OpenSession> session =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, Standing> standing =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @Test
    void one_whom_a_provider_introduces_is_verified_and_recognised_by_it_alone() {
        guest.given()
                .when(to -> new UserCommand.Introduce("ada@example.org", "Ada", null, null, NOTHING, GOOGLE, NOON, to))
                .then(INTRODUCED)
                .replies(new UserCommand.Credentials(profile(false, true), NOTHING, false));
        guest.given(INTRODUCED)
                .when(to -> new UserCommand.Recognise(GOOGLE, to))
                .then()
                .replies(new UserCommand.Credentials(profile(false, true), NOTHING, false));
        guest.given(INTRODUCED)
                .when(to -> new UserCommand.Recognise(OTHER_GOOGLE, to))
                .refuses(NOT_FOUND);
        guest.given().when(to -> new UserCommand.Recognise(GOOGLE, to)).refuses(NOT_FOUND);
    }

    @Test
    void linking_an_account_of_an_unproved_e_mail_ends_its_password_and_its_sessions() {
        guest.given(REGISTERED)
                .when(to -> new UserCommand.Link(GOOGLE, NOTHING, NOON, to))
                .then(
                        new UserEvent.Linked(GOOGLE, NOON),
                        new UserEvent.Verified(NOON),
                        new UserEvent.PasswordChanged(NOTHING, NOON),
                        new UserEvent.SignedOutEverywhere(NOON))
                .replies(new UserCommand.Credentials(profile(false, true), NOTHING, false));
    }

    @Test
    void linking_an_account_of_a_proved_e_mail_leaves_the_password() {
        guest.given(REGISTERED, new UserEvent.Verified(NOON))
                .when(to -> new UserCommand.Link(GOOGLE, NOTHING, NOON, to))
                .then(new UserEvent.Linked(GOOGLE, NOON))
                .replies(new UserCommand.Credentials(profile(false, true), CHOSEN, false));
    }

    @Test
    void an_account_is_linked_once_and_to_one_identity_of_a_provider() {
        guest.given(INTRODUCED)
                .when(to -> new UserCommand.Link(GOOGLE, NOTHING, NOON, to))
                .then()
                .replies(new UserCommand.Credentials(profile(false, true), NOTHING, false));
        guest.given(INTRODUCED)
                .when(to -> new UserCommand.Link(OTHER_GOOGLE, NOTHING, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void who_is_kept_out_is_signed_out_and_gets_no_session() {
        UserEvent begun = new UserEvent.SessionBegun(HOME, NOON, NOON.plusSeconds(60));
        user.given(REGISTERED, begun)
                .when(to -> new UserCommand.SetActive(false, NOON, to))
                .then(DEACTIVATED, new UserEvent.SignedOutEverywhere(NOON))
                .replies(profile(true, false));
        session.given(REGISTERED, DEACTIVATED)
                .when(to -> new UserCommand.Begin(HOME, null, NOON, to))
                .refuses(UNAUTHENTICATED, "User account is inactive");
        session.given(REGISTERED, begun, DEACTIVATED)
                .when(to -> new UserCommand.Refresh(HOME, 0, NOON, to))
                .refuses(UNAUTHENTICATED, "User account is inactive");
        guest.given(INTRODUCED, DEACTIVATED)
                .when(to -> new UserCommand.Recognise(GOOGLE, to))
                .refuses(UNAUTHENTICATED);
        guest.given(REGISTERED, DEACTIVATED)
                .when(to -> new UserCommand.Link(GOOGLE, NOTHING, NOON, to))
                .refuses(UNAUTHENTICATED);
    }

    @Test
    void no_token_of_one_who_is_kept_out_is_good() {
        standing.given(REGISTERED, DEACTIVATED)
                .when(UserCommand.GetStanding::new)
                .replies(new Standing(Set.of(), null, true));
        assertThat(new Standing(Set.of(HOME), null, true).admits(HOME, NOON)).isFalse();
        assertThat(new Standing(Set.of(HOME), null, true).admits(null, NOON)).isFalse();
    }

    @Test
    void who_is_let_in_again_may_come_in() {
        user.given(REGISTERED, DEACTIVATED)
                .when(to -> new UserCommand.SetActive(true, NOON, to))
                .then(new UserEvent.Activated(NOON))
                .replies(profile(false, false));
        user.given(REGISTERED)
                .when(to -> new UserCommand.SetActive(true, NOON, to))
                .then()
                .replies(profile(false, false));
    }

    private static UserProfile profile(boolean inactive, boolean verified) {
        return new UserProfile(ID, "ada@example.org", "Ada", NOON, null, null, inactive, verified);
    }
}
