package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.EntitySettings;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

class UserTest {
    private static final UserId ID = new UserId("user-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final PasswordHash OLD = new PasswordHash("$argon2id$old");
    private static final PasswordHash NEW = new PasswordHash("$argon2id$new");
    private static final UserProfile ADA = new UserProfile(ID, "Ada@example.org", "Ada", NOON);
    private static final User.Registered REGISTERED = new User.Registered("Ada@example.org", "Ada", OLD, NOON);
    private static final EntitySettings SETTINGS =
            EntitySettings.from(ConfigFactory.load().getConfig("parley.entity"));

    @RegisterExtension
    static final Scenario<User.Command, User.Event, UserProfile> user =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<User.Command, User.Event, User.Credentials> credentials =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @Test
    void is_registered_once() {
        user.given()
                .when(to -> new User.Register("Ada@example.org", "Ada", OLD, NOON, to))
                .then(REGISTERED)
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new User.Register("Ada@example.org", "Ada", OLD, NOON.plusSeconds(9), to))
                .then()
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new User.Register("eve@example.org", "Eve", NEW, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void is_unknown_before() {
        user.given().when(User.GetProfile::new).refuses(NOT_FOUND, "there is no such user");
        credentials.given().when(User.GetCredentials::new).refuses(NOT_FOUND);
        user.given().when(to -> new User.ChangePassword(OLD, NEW, NOON, to)).refuses(NOT_FOUND);
    }

    @Test
    void changes_a_password_from_the_one_that_was_checked_and_once() {
        user.given(REGISTERED)
                .when(to -> new User.ChangePassword(OLD, NEW, NOON, to))
                .then(new User.PasswordChanged(NEW, NOON))
                .replies(ADA);
        user.given(REGISTERED, new User.PasswordChanged(NEW, NOON))
                .when(to -> new User.ChangePassword(OLD, NEW, NOON, to))
                .then()
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new User.ChangePassword(new PasswordHash("$argon2id$other"), NEW, NOON, to))
                .refuses(CONFLICT);
        credentials
                .given(REGISTERED, new User.PasswordChanged(NEW, NOON))
                .when(User.GetCredentials::new)
                .replies(new User.Credentials(ADA, NEW));
    }

    @Test
    void shows_no_hash_when_it_is_printed() {
        assertThat(REGISTERED.toString()).doesNotContain("argon2id");
        assertThat(new User.Credentials(ADA, OLD).toString()).doesNotContain("argon2id");
    }
}
