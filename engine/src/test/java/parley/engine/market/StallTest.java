package parley.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.kernel.Refusal.Kind.CONFLICT;
import static parley.engine.kernel.Refusal.Kind.FORBIDDEN;
import static parley.engine.kernel.Refusal.Kind.NOT_FOUND;

import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.kernel.Message;
import parley.engine.kernel.Scenario;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.market.StallCommand.Shown;
import parley.engine.market.StallEvent.Published;
import parley.engine.market.StallEvent.Rated;
import parley.engine.market.StallEvent.Taken;
import parley.engine.market.StallEvent.Withdrawn;
import parley.engine.speech.Voice;

class StallTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId BOB = new UserId("bob");
    private static final UserId EVE = new UserId("eve");
    private static final AgentId ID = new AgentId("agent-1");
    private static final AgentId COPY = new AgentId("agent-2");
    private static final AgentId NEXT = new AgentId("agent-3");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Casting BUTLER = new Casting(
            "Butler", new Persona.Styled("Serve.", "Calm.", "neutral", ChatStyle.USUAL), ModelRef.DEFAULT, Voice.NONE);
    private static final Notice NOTICE = new Notice("Work", List.of("tea"), "Brings tea.");
    private static final Published PUBLISHED = new Published(ADA, BUTLER, NOTICE, NOON, NOON);

    @RegisterExtension
    static final Scenario<StallCommand, StallEvent, Message> stall = Scenario.of(shard -> Stall.create(
            ID,
            shard,
            MarketSettings.from(ConfigFactory.load().getConfig("parley.market")).entity()));

    @Test
    void shows_an_agent_to_everybody_while_it_is_on_offer() {
        StallTest.<Offer>on()
                .given()
                .when(to -> new StallCommand.Publish(ADA, BUTLER, NOTICE, NOON, NOON, to))
                .then(PUBLISHED)
                .replies(offer(0, 0, 0));
        StallTest.<Shown>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Show(EVE, to))
                .replies(new Shown(offer(0, 0, 0), null));
        StallTest.<Shown>on()
                .given(PUBLISHED, new Withdrawn(LATER))
                .when(to -> new StallCommand.Show(EVE, to))
                .refuses(NOT_FOUND);
        StallTest.<Shown>on().given().when(to -> new StallCommand.Show(EVE, to)).refuses(NOT_FOUND);
    }

    @Test
    void is_led_by_its_publisher_alone_and_nothing_happens_twice() {
        StallTest.<Offer>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Publish(ADA, BUTLER, NOTICE, NOON, LATER, to))
                .then()
                .replies(offer(0, 0, 0));
        StallTest.<Offer>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Publish(EVE, BUTLER, NOTICE, NOON, LATER, to))
                .refuses(NOT_FOUND);
        StallTest.<Offer>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Withdraw(EVE, LATER, to))
                .refuses(NOT_FOUND);
        StallTest.<Offer>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Withdraw(ADA, LATER, to))
                .then(new Withdrawn(LATER));
        StallTest.<Offer>on()
                .given(PUBLISHED, new Withdrawn(LATER))
                .when(to -> new StallCommand.Withdraw(ADA, LATER, to))
                .then();
    }

    @Test
    void counts_one_rating_of_each_user_and_none_of_its_publisher() {
        Rating four = new Rating(ID, BOB, 4, "Good tea.", LATER);
        Rating two = new Rating(ID, BOB, 2, "", LATER);
        StallTest.<Rating>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Rate(four, to))
                .then(new Rated(BOB, 4, null, "Good tea.", LATER))
                .replies(four);
        StallTest.<Rating>on()
                .given(PUBLISHED, new Rated(BOB, 4, null, "Good tea.", NOON))
                .when(to -> new StallCommand.Rate(two, to))
                .then(new Rated(BOB, 2, 4, "", LATER));
        StallTest.<Rating>on()
                .given(PUBLISHED, new Rated(BOB, 2, null, "", NOON))
                .when(to -> new StallCommand.Rate(two, to))
                .then();
        StallTest.<Rating>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Rate(new Rating(ID, ADA, 5, "", LATER), to))
                .refuses(FORBIDDEN, "You cannot rate your own agent");
        StallTest.<Shown>on()
                .given(
                        PUBLISHED,
                        new Rated(BOB, 4, null, "", NOON),
                        new Rated(EVE, 1, null, "", NOON),
                        new Rated(BOB, 5, 4, "", NOON))
                .when(to -> new StallCommand.Show(EVE, to))
                .replies(new Shown(offer(6, 2, 0), null));
        assertThat(offer(6, 2, 0).rating()).isEqualTo(3);
        assertThat(offer(0, 0, 0).rating()).isZero();
    }

    @Test
    void is_taken_once_by_each_user_and_again_only_instead_of_what_was_taken_last() {
        StallTest.<Shown>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Take(BOB, COPY, null, LATER, to))
                .then(new Taken(BOB, COPY, false, LATER))
                .replies(new Shown(offer(0, 0, 1), COPY));
        Taken taken = new Taken(BOB, COPY, false, LATER);
        StallTest.<Shown>on()
                .given(PUBLISHED, taken)
                .when(to -> new StallCommand.Take(BOB, COPY, null, LATER, to))
                .then();
        StallTest.<Shown>on()
                .given(PUBLISHED, taken)
                .when(to -> new StallCommand.Take(BOB, NEXT, null, LATER, to))
                .refuses(CONFLICT, "Agent already imported");
        StallTest.<Shown>on()
                .given(PUBLISHED, taken)
                .when(to -> new StallCommand.Take(BOB, NEXT, COPY, LATER, to))
                .then(new Taken(BOB, NEXT, true, LATER))
                .replies(new Shown(offer(0, 0, 1), NEXT));
        StallTest.<Shown>on()
                .given(PUBLISHED)
                .when(to -> new StallCommand.Take(ADA, COPY, null, LATER, to))
                .refuses(CONFLICT, "This agent is your own");
        StallTest.<Shown>on()
                .given(PUBLISHED, new Withdrawn(LATER))
                .when(to -> new StallCommand.Take(EVE, COPY, null, LATER, to))
                .refuses(NOT_FOUND);
    }

    /** The stall, for commands that are answered like this. */
    @SuppressWarnings("unchecked")
    private static <R> Scenario<StallCommand, StallEvent, R> on() {
        return (Scenario<StallCommand, StallEvent, R>) (Scenario<?, ?, ?>) stall;
    }

    private static Offer offer(long stars, int ratings, int imports) {
        return new Offer(ID, ADA, BUTLER, NOTICE, stars, ratings, imports, NOON, NOON);
    }
}
