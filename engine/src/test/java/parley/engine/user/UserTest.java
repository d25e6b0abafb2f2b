package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.INVALID;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.agent.AgentId;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;

class UserTest {
    private static final UserId ID = new UserId("user-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final PasswordHash OLD = new PasswordHash("$argon2id$old");
    private static final PasswordHash NEW = new PasswordHash("$argon2id$new");
    private static final UserProfile ADA = new UserProfile(ID, "Ada@example.org", "Ada", NOON);
    private static final UserProfile VERIFIED =
            new UserProfile(ID, "Ada@example.org", "Ada", NOON, null, null, false, true);
    private static final UserEvent.Registered REGISTERED =
            new UserEvent.Registered("Ada@example.org", "Ada", OLD, NOON);
    private static final UserSettings SETTINGS =
            UserSettings.from(ConfigFactory.load().getConfig("parley.user"));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, UserProfile> user =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, UserCommand.Credentials> credentials =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, UserCommand.ResetAnswer> resets =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, Chosen> settings =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @Test
    void is_registered_once() {
        user.given()
                .when(to -> new UserCommand.Register("Ada@example.org", "Ada", OLD, NOON, to))
                .then(REGISTERED)
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new UserCommand.Register("Ada@example.org", "Ada", OLD, NOON.plusSeconds(9), to))
                .then()
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new UserCommand.Register("eve@example.org", "Eve", NEW, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void is_unknown_before() {
        user.given().when(UserCommand.GetProfile::new).refuses(NOT_FOUND, "there is no such user");
        credentials.given().when(UserCommand.GetCredentials::new).refuses(NOT_FOUND);
        user.given()
                .when(to -> new UserCommand.ChangePassword(OLD, NEW, NOON, to))
                .refuses(NOT_FOUND);
    }

    @Test
    void changes_a_password_from_the_one_that_was_checked_and_once() {
        user.given(REGISTERED)
                .when(to -> new UserCommand.ChangePassword(OLD, NEW, NOON, to))
                .then(new UserEvent.PasswordChanged(NEW, NOON), new UserEvent.SignedOutEverywhere(NOON))
                .replies(ADA);
        user.given(REGISTERED, new UserEvent.PasswordChanged(NEW, NOON))
                .when(to -> new UserCommand.ChangePassword(OLD, NEW, NOON, to))
                .then()
                .replies(ADA);
        user.given(REGISTERED)
                .when(to -> new UserCommand.ChangePassword(new PasswordHash("$argon2id$other"), NEW, NOON, to))
                .refuses(CONFLICT);
        credentials
                .given(REGISTERED, new UserEvent.PasswordChanged(NEW, NOON))
                .when(UserCommand.GetCredentials::new)
                .replies(new UserCommand.Credentials(ADA, NEW, false));
    }

    @Test
    void chooses_a_model_and_a_character_beside_each_other_and_may_let_them_go() {
        ModelRef model = ModelRef.of("ollama/llama3.2:latest");
        AgentId mira = new AgentId("mira");
        UserEvent byModel = new UserEvent.SettingsChanged(model, null, NOON);
        UserEvent byBoth = new UserEvent.SettingsChanged(model, mira, NOON);
        settings.given(REGISTERED).when(UserCommand.GetChosen::new).then().replies(Chosen.NOTHING);
        settings.given(REGISTERED)
                .when(to -> new UserCommand.ChooseModel(model, NOON, to))
                .then(byModel)
                .replies(new Chosen(model, null));
        settings.given(REGISTERED, byModel)
                .when(to -> new UserCommand.ChooseCharacter(mira, NOON, to))
                .then(byBoth)
                .replies(new Chosen(model, mira));
        settings.given(REGISTERED, byBoth)
                .when(to -> new UserCommand.ChooseModel(model, NOON.plusSeconds(9), to))
                .then()
                .replies(new Chosen(model, mira));
        settings.given(REGISTERED, byBoth)
                .when(to -> new UserCommand.ChooseModel(null, NOON, to))
                .then(new UserEvent.SettingsChanged(null, mira, NOON))
                .replies(new Chosen(null, mira));
        settings.given().when(UserCommand.GetChosen::new).refuses(NOT_FOUND);
    }

    @Test
    void shows_no_hash_when_it_is_printed() {
        assertThat(REGISTERED.toString()).doesNotContain("argon2id");
        assertThat(new UserCommand.Credentials(ADA, OLD, false).toString()).doesNotContain("argon2id");
    }

    @Test
    void keeps_the_same_password_in_another_way_and_signs_nobody_out() {
        user.given(REGISTERED)
                .when(to -> new UserCommand.Rehash(OLD, NEW, NOON, to))
                .then(new UserEvent.PasswordRehashed(NEW, NOON))
                .replies(ADA);
        user.given(REGISTERED, new UserEvent.PasswordChanged(NEW, NOON))
                .when(to -> new UserCommand.Rehash(OLD, new PasswordHash("$argon2id$other"), NOON, to))
                .then()
                .replies(ADA);
    }

    @Test
    void moves_in_from_another_server_once_with_id_and_date() {
        Instant longAgo = NOON.minusSeconds(9_000_000);
        UserEvent.Adopted adopted =
                new UserEvent.Adopted("Ada@example.org", "Ada L.", "Ada", "Lovelace", OLD, longAgo, NOON, false, true);
        UserProfile profile = new UserProfile(ID, "Ada@example.org", "Ada L.", longAgo, "Ada", "Lovelace", false, true);
        user.given()
                .when(to -> new UserCommand.Adopt(
                        "Ada@example.org", "Ada L.", "Ada", "Lovelace", OLD, longAgo, true, true, NOON, to))
                .then(adopted)
                .replies(profile);
        user.given(adopted, new UserEvent.PasswordRehashed(NEW, NOON))
                .when(to -> new UserCommand.Adopt(
                        "Ada@example.org",
                        "Ada L.",
                        "Ada",
                        "Lovelace",
                        OLD,
                        longAgo,
                        true,
                        true,
                        NOON.plusSeconds(9),
                        to))
                .then()
                .replies(profile);
        user.given(REGISTERED)
                .when(to ->
                        new UserCommand.Adopt("Ada@example.org", "Ada", null, null, OLD, longAgo, true, true, NOON, to))
                .refuses(CONFLICT);
    }

    @Test
    void is_renamed_where_a_name_is_given_and_keeps_the_others() {
        UserEvent.Renamed first = new UserEvent.Renamed("Ada", "Ada", null, NOON);
        user.given(REGISTERED)
                .when(to -> new UserCommand.Rename(null, "Ada", null, NOON, to))
                .then(first)
                .replies(new UserProfile(ID, "Ada@example.org", "Ada", NOON, "Ada", null));
        user.given(REGISTERED, first)
                .when(to -> new UserCommand.Rename("Countess", null, "Lovelace", NOON, to))
                .then(new UserEvent.Renamed("Countess", "Ada", "Lovelace", NOON))
                .replies(new UserProfile(ID, "Ada@example.org", "Countess", NOON, "Ada", "Lovelace"));
        user.given(REGISTERED, first)
                .when(to -> new UserCommand.Rename("Ada", null, null, NOON, to))
                .then()
                .replies(new UserProfile(ID, "Ada@example.org", "Ada", NOON, "Ada", null));
    }

    @Test
    void a_forgotten_password_is_set_anew_once_and_in_time() {
        TokenHash token = TokenHash.of("token");
        Instant until = NOON.plus(SETTINGS.reset().within());
        UserEvent.ResetAsked asked = new UserEvent.ResetAsked(token, NOON, until);
        user.given(REGISTERED, asked)
                .when(to -> new UserCommand.Reset(token, NEW, until.minusMillis(1), to))
                .then(
                        new UserEvent.PasswordChanged(NEW, until.minusMillis(1)),
                        new UserEvent.SignedOutEverywhere(until.minusMillis(1)),
                        new UserEvent.Verified(until.minusMillis(1)))
                .replies(VERIFIED);
        user.given(REGISTERED, asked)
                .when(to -> new UserCommand.Reset(token, NEW, until, to))
                .refuses(INVALID);
        user.given(REGISTERED, asked)
                .when(to -> new UserCommand.Reset(TokenHash.of("guess"), NEW, NOON, to))
                .refuses(INVALID);
        user.given(REGISTERED, asked, new UserEvent.PasswordChanged(NEW, NOON))
                .when(to -> new UserCommand.Reset(token, OLD, NOON, to))
                .refuses(INVALID);
        user.given(REGISTERED)
                .when(to -> new UserCommand.Reset(token, NEW, NOON, to))
                .refuses(INVALID);
    }

    @Test
    void letters_about_a_forgotten_password_keep_a_pause() {
        TokenHash token = TokenHash.of("token");
        Instant until = NOON.plus(SETTINGS.reset().within());
        Instant soon = NOON.plus(SETTINGS.reset().pause());
        UserEvent.ResetAsked asked = new UserEvent.ResetAsked(token, NOON, until);
        resets.given(REGISTERED)
                .when(to -> new UserCommand.AskReset(token, NOON, to))
                .then(asked)
                .replies(new UserCommand.ResetAnswer(ADA, true, until));
        resets.given(REGISTERED, asked)
                .when(to -> new UserCommand.AskReset(TokenHash.of("another"), soon.minusMillis(1), to))
                .then()
                .replies(new UserCommand.ResetAnswer(ADA, false, until));
        resets.given(REGISTERED, asked)
                .when(to -> new UserCommand.AskReset(TokenHash.of("another"), soon, to))
                .then(new UserEvent.ResetAsked(
                        TokenHash.of("another"),
                        soon,
                        soon.plus(SETTINGS.reset().within())));
    }
}
