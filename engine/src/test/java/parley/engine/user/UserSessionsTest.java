package parley.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;
import static parley.engine.kernel.Refusal.Kind.UNAUTHENTICATED;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;

class UserSessionsTest {
    private static final UserId ID = new UserId("user-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UserSettings SETTINGS =
            UserSettings.from(ConfigFactory.load().getConfig("parley.user"));
    private static final SessionRules RULES = SETTINGS.sessions();
    private static final SessionId HOME = new SessionId("session-home");
    private static final SessionId WORK = new SessionId("session-work");
    private static final UserProfile ADA = new UserProfile(ID, "ada@example.org", "Ada", NOON);
    private static final UserEvent REGISTERED =
            new UserEvent.Registered("ada@example.org", "Ada", new PasswordHash("$argon2id$hash"), NOON);
    private static final UserEvent BEGUN = new UserEvent.SessionBegun(HOME, NOON, NOON.plus(RULES.idle()));
    private static final Instant LATER = NOON.plusSeconds(1800);
    private static final UserEvent REFRESHED = new UserEvent.SessionRefreshed(HOME, 1, LATER, LATER.plus(RULES.idle()));
    private static final Instant TOO_LATE = LATER.plus(RULES.grace()).plusMillis(1);

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, OpenSession> sessions =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @RegisterExtension
    static final Scenario<UserCommand, UserEvent, Standing> standing =
            Scenario.of(shard -> User.create(ID, shard, SETTINGS));

    @Test
    void a_session_begins_once_however_often_it_is_asked() {
        sessions.given(REGISTERED)
                .when(to -> new UserCommand.Begin(HOME, null, NOON, to))
                .then(BEGUN)
                .replies(new OpenSession(ADA, HOME, 0, NOON.plus(RULES.idle())));
        sessions.given(REGISTERED, BEGUN)
                .when(to -> new UserCommand.Begin(HOME, null, LATER, to))
                .then()
                .replies(new OpenSession(ADA, HOME, 0, NOON.plus(RULES.idle())));
        sessions.given().when(to -> new UserCommand.Begin(HOME, null, NOON, to)).refuses(NOT_FOUND);
    }

    @Test
    void a_refresh_uses_its_token_up_and_prolongs_the_session() {
        sessions.given(REGISTERED, BEGUN)
                .when(to -> new UserCommand.Refresh(HOME, 0, LATER, to))
                .then(REFRESHED)
                .replies(new OpenSession(ADA, HOME, 1, LATER.plus(RULES.idle())));
    }

    @Test
    void a_client_that_lost_the_answer_gets_the_same_successor() {
        sessions.given(REGISTERED, BEGUN, REFRESHED)
                .when(to -> new UserCommand.Refresh(HOME, 0, LATER.plus(RULES.grace()), to))
                .then()
                .replies(new OpenSession(ADA, HOME, 1, LATER.plus(RULES.idle())));
    }

    @Test
    void a_token_that_was_used_long_ago_ends_the_session_for_whoever_holds_it() {
        Scenario.Outcome<UserEvent, OpenSession> again = sessions.given(REGISTERED, BEGUN, REFRESHED)
                .when(to -> new UserCommand.Refresh(HOME, 0, TOO_LATE, to))
                .then(new UserEvent.SessionEnded(HOME, UserEvent.Why.TOKEN_REUSED, TOO_LATE));
        assertThat(Refusal.in(again.reply().getError()).orElseThrow().kind()).isEqualTo(UNAUTHENTICATED);
        sessions.given(
                        REGISTERED,
                        BEGUN,
                        REFRESHED,
                        new UserEvent.SessionEnded(HOME, UserEvent.Why.TOKEN_REUSED, TOO_LATE))
                .when(to -> new UserCommand.Refresh(HOME, 1, TOO_LATE, to))
                .refuses(UNAUTHENTICATED);
    }

    @Test
    void the_token_before_the_last_ends_the_session_even_at_once() {
        UserEvent again = new UserEvent.SessionRefreshed(HOME, 2, LATER, LATER.plus(RULES.idle()));
        sessions.given(REGISTERED, BEGUN, REFRESHED, again)
                .when(to -> new UserCommand.Refresh(HOME, 0, LATER, to))
                .then(new UserEvent.SessionEnded(HOME, UserEvent.Why.TOKEN_REUSED, LATER));
    }

    @Test
    void a_session_is_over_when_it_was_not_refreshed_or_at_the_longest() {
        Instant end = NOON.plus(RULES.idle());
        sessions.given(REGISTERED, BEGUN)
                .when(to -> new UserCommand.Refresh(HOME, 0, end, to))
                .refuses(UNAUTHENTICATED);
        Instant last = NOON.plus(RULES.longest());
        Instant shortlyBefore = last.minus(Duration.ofDays(1));
        sessions.given(
                        REGISTERED,
                        new UserEvent.SessionBegun(HOME, NOON, last),
                        new UserEvent.SessionRefreshed(HOME, 1, shortlyBefore, last))
                .when(to -> new UserCommand.Refresh(HOME, 1, shortlyBefore, to))
                .then(new UserEvent.SessionRefreshed(HOME, 2, shortlyBefore, last))
                .replies(new OpenSession(ADA, HOME, 2, last));
    }

    @Test
    void one_more_than_there_may_be_ends_the_one_that_was_used_longest_ago() {
        UserEvent[] full = Stream.concat(
                        Stream.of(REGISTERED),
                        IntStream.range(0, RULES.most())
                                .mapToObj(it -> new UserEvent.SessionBegun(
                                        new SessionId("session-" + it),
                                        NOON.plusSeconds(it),
                                        NOON.plusSeconds(it).plus(RULES.idle()))))
                .toArray(UserEvent[]::new);
        sessions.given(full)
                .when(to -> new UserCommand.Begin(WORK, null, LATER, to))
                .then(
                        new UserEvent.SessionEnded(new SessionId("session-0"), UserEvent.Why.CROWDED_OUT, LATER),
                        new UserEvent.SessionBegun(WORK, LATER, LATER.plus(RULES.idle())));
    }

    @Test
    void those_that_are_over_are_forgotten_and_crowd_nobody_out() {
        Instant nextYear = NOON.plus(Duration.ofDays(365));
        UserEvent begun = new UserEvent.SessionBegun(WORK, nextYear, nextYear.plus(RULES.idle()));
        standing.given(REGISTERED, BEGUN, begun)
                .when(UserCommand.GetStanding::new)
                .replies(new Standing(Set.of(WORK), null));
    }

    @Test
    void signing_out_ends_one_session_and_signing_out_everywhere_all() {
        UserEvent other = new UserEvent.SessionBegun(WORK, NOON, NOON.plus(RULES.idle()));
        standing.given(REGISTERED, BEGUN, other)
                .when(to -> new UserCommand.End(HOME, LATER, to))
                .then(new UserEvent.SessionEnded(HOME, UserEvent.Why.SIGNED_OUT, LATER))
                .replies(new Standing(Set.of(WORK), null));
        standing.given(REGISTERED, other)
                .when(to -> new UserCommand.End(HOME, LATER, to))
                .then()
                .replies(new Standing(Set.of(WORK), null));
        standing.given(REGISTERED, BEGUN, other)
                .when(to -> new UserCommand.EndAll(LATER, to))
                .then(new UserEvent.SignedOutEverywhere(LATER))
                .replies(new Standing(Set.of(), LATER));
    }

    @Test
    void a_token_without_a_session_is_good_until_its_user_signs_out_everywhere() {
        assertThat(new Standing(Set.of(), null).admits(null, null)).isTrue();
        Standing out = new Standing(Set.of(HOME), NOON);
        assertThat(out.admits(null, null)).isFalse();
        assertThat(out.admits(null, NOON.minusSeconds(1))).isFalse();
        assertThat(out.admits(null, NOON)).isTrue();
        assertThat(out.admits(HOME, NOON.minusSeconds(1))).isTrue();
        assertThat(out.admits(WORK, NOON)).isFalse();
    }

    @Test
    void a_token_of_an_earlier_server_is_traded_once() {
        OldToken token = new OldToken(TokenHash.of("old"), null, NOON.plus(Duration.ofDays(7)));
        UserEvent spent = new UserEvent.OldTokenSpent(token.hash(), token.until(), NOON);
        sessions.given(REGISTERED)
                .when(to -> new UserCommand.Begin(HOME, token, NOON, to))
                .then(spent, BEGUN)
                .replies(new OpenSession(ADA, HOME, 0, NOON.plus(RULES.idle())));
        sessions.given(REGISTERED, spent, BEGUN)
                .when(to -> new UserCommand.Begin(WORK, token, LATER, to))
                .refuses(UNAUTHENTICATED);
        sessions.given(REGISTERED, new UserEvent.SignedOutEverywhere(NOON))
                .when(to -> new UserCommand.Begin(WORK, token, LATER, to))
                .refuses(UNAUTHENTICATED);
    }

    @Test
    void all_of_it_is_in_the_snapshot_too() {
        standing.given(
                REGISTERED,
                BEGUN,
                REFRESHED,
                new UserEvent.OldTokenSpent(TokenHash.of("old"), LATER.plusSeconds(60), LATER),
                new UserEvent.ResetAsked(TokenHash.of("letter"), LATER, LATER.plusSeconds(60)));
        assertThat(standing.replayed()).isEqualTo(standing.state());
    }
}
