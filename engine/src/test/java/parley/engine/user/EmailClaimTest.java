package parley.engine.user;

import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

class EmailClaimTest {
    private static final UserSettings SETTINGS =
            UserSettings.from(ConfigFactory.load().getConfig("parley.user"));
    private static final UserId ADA = new UserId("user-ada");
    private static final UserId EVE = new UserId("user-eve");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant SOON = NOON.plus(SETTINGS.claimGrace()).minusMillis(1);
    private static final Instant LATE = NOON.plus(SETTINGS.claimGrace());
    private static final EmailClaim.Claimed CLAIMED = new EmailClaim.Claimed(ADA, NOON);
    private static final EmailClaim.Confirmed CONFIRMED = new EmailClaim.Confirmed(ADA, NOON);

    @RegisterExtension
    static final Scenario<EmailClaim.Command, EmailClaim.Event, EmailClaim.Owner> email =
            Scenario.of(shard -> EmailClaim.create("ada@example.org", shard, SETTINGS));

    @Test
    void belongs_to_the_first_who_claims_it() {
        email.given()
                .when(to -> new EmailClaim.Claim(ADA, NOON, to))
                .then(CLAIMED)
                .replies(new EmailClaim.Owner(ADA));
        email.given(CLAIMED).when(to -> new EmailClaim.Claim(EVE, SOON, to)).refuses(CONFLICT, "that e-mail is taken");
    }

    @Test
    void is_claimed_twice_by_one_user_as_if_once() {
        email.given(CLAIMED)
                .when(to -> new EmailClaim.Claim(ADA, LATE, to))
                .then()
                .replies(new EmailClaim.Owner(ADA));
        email.given(CLAIMED, CONFIRMED)
                .when(to -> new EmailClaim.Claim(ADA, LATE, to))
                .then()
                .replies(new EmailClaim.Owner(ADA));
    }

    @Test
    void falls_to_the_next_when_its_registration_broke_off() {
        email.given(CLAIMED)
                .when(to -> new EmailClaim.Claim(EVE, LATE, to))
                .then(new EmailClaim.Released(ADA, LATE), new EmailClaim.Claimed(EVE, LATE))
                .replies(new EmailClaim.Owner(EVE));
    }

    @Test
    void is_not_confirmed_to_the_one_who_lost_it() {
        email.given(CLAIMED, new EmailClaim.Released(ADA, LATE), new EmailClaim.Claimed(EVE, LATE))
                .when(to -> new EmailClaim.Confirm(ADA, LATE, to))
                .refuses(CONFLICT);
        email.given().when(to -> new EmailClaim.Confirm(ADA, LATE, to)).refuses(CONFLICT);
    }

    @Test
    void never_changes_hands_once_it_is_confirmed() {
        email.given(CLAIMED)
                .when(to -> new EmailClaim.Confirm(ADA, NOON, to))
                .then(CONFIRMED)
                .replies(new EmailClaim.Owner(ADA));
        email.given(CLAIMED, CONFIRMED)
                .when(to -> new EmailClaim.Confirm(ADA, LATE, to))
                .then()
                .replies(new EmailClaim.Owner(ADA));
        email.given(CLAIMED, CONFIRMED)
                .when(to -> new EmailClaim.Claim(EVE, LATE, to))
                .refuses(CONFLICT);
        email.given(CLAIMED, CONFIRMED)
                .when(to -> new EmailClaim.Confirm(EVE, LATE, to))
                .refuses(CONFLICT);
    }

    @Test
    void says_whose_it_is() {
        email.given().when(EmailClaim.GetOwner::new).refuses(NOT_FOUND);
        email.given(CLAIMED).when(EmailClaim.GetOwner::new).then().replies(new EmailClaim.Owner(ADA));
        email.given(CLAIMED, CONFIRMED).when(EmailClaim.GetOwner::new).then().replies(new EmailClaim.Owner(ADA));
    }
}
