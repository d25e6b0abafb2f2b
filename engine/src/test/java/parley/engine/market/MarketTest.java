package parley.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.engine.agent.AgentId;
import parley.engine.agent.AgentProfile;
import parley.engine.agent.AgentSettings;
import parley.engine.agent.Agents;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.agent.VoiceChoice;
import parley.engine.kernel.ClusterOfOne;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

class MarketTest {
    @RegisterExtension
    static final ClusterOfOne cluster = new ClusterOfOne();

    private static final UserId ADA = new UserId("ada");
    private static final UserId BOB = new UserId("bob");
    private static final Notice NOTICE = new Notice("Work", List.of("tea"), "Brings tea.");
    private static final Persona CALM = new Persona.Styled("Serve.", "Calm.", "neutral", ChatStyle.USUAL);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Agents agents = Agents.sharded(
            cluster.system(),
            AgentSettings.from(cluster.config().getConfig("parley.agent")),
            Clock.systemUTC(),
            RANDOM);
    private final Market market = Market.sharded(
            cluster.system(),
            agents,
            MarketSettings.from(cluster.config().getConfig("parley.market")),
            Clock.systemUTC(),
            RANDOM);

    @Test
    void an_offer_holds_nothing_of_its_publishers_connections_and_neither_does_what_is_taken_of_it() {
        AgentId butler = published(new Casting(
                "Butler",
                CALM,
                ModelRef.of("connection/private-1"),
                Voice.NONE,
                new VoiceChoice(true, "private-2", "private-3", "{\"private\":4}")));

        AgentProfile copy = join(market.take(BOB, butler, MarketTest::greedy));

        assertThat(copy.owner()).isEqualTo(BOB);
        assertThat(copy.casting())
                .isEqualTo(new Casting(
                        "Mine", CALM, ModelRef.DEFAULT, Voice.NONE, new VoiceChoice(true, null, null, null)));
        assertThat(join(market.offer(butler)).toString()).doesNotContain("private");
        assertThat(join(agents.profile(BOB, copy.id()))).isEqualTo(copy);
    }

    @Test
    void an_agent_is_taken_once_and_once_more_when_the_copy_is_retired() {
        AgentId butler = published(new Casting("Butler", CALM, ModelRef.DEFAULT, Voice.NONE));
        AgentProfile copy = join(market.take(BOB, butler, UnaryOperator.identity()));
        assertRefused(Refusal.Kind.CONFLICT, market.take(BOB, butler, UnaryOperator.identity()));

        join(agents.retire(BOB, copy.id()));
        AgentProfile second = join(market.take(BOB, butler, UnaryOperator.identity()));

        assertThat(second.id()).isNotEqualTo(copy.id());
        assertThat(join(market.offer(butler)).imports()).isEqualTo(1);
        assertRefused(Refusal.Kind.CONFLICT, market.take(BOB, butler, UnaryOperator.identity()));
    }

    @Test
    void a_hundred_takings_at_once_make_one_agent() {
        AgentId butler = published(new Casting("Butler", CALM, ModelRef.DEFAULT, Voice.NONE));

        List<CompletableFuture<AgentId>> all = IntStream.range(0, 100)
                .mapToObj(_ -> market.take(BOB, butler, UnaryOperator.identity())
                        .thenApply(AgentProfile::id)
                        .toCompletableFuture())
                .toList();
        List<AgentId> made = all.stream()
                .map(it -> it.exceptionally(failure -> {
                            assertThat(Refusal.in(failure).map(Refusal::kind)).contains(Refusal.Kind.CONFLICT);
                            return new AgentId("none");
                        })
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .filter(it -> !Objects.equals(it, new AgentId("none")))
                .distinct()
                .toList();

        assertThat(made).hasSize(1);
        assertThat(join(market.offer(butler)).imports()).isEqualTo(1);
    }

    @Test
    void only_ones_own_agent_is_published_and_what_cannot_be_cast_is_not_counted() {
        AgentId butler = join(agents.create(ADA, new Casting("Butler", CALM, ModelRef.DEFAULT, Voice.NONE)))
                .id();
        assertRefused(Refusal.Kind.NOT_FOUND, market.publish(BOB, butler, NOTICE));
        assertRefused(Refusal.Kind.NOT_FOUND, market.offer(butler));

        join(market.publish(ADA, butler, NOTICE));
        assertRefused(
                Refusal.Kind.INVALID,
                market.take(BOB, butler, it -> new Casting("", it.persona(), it.model(), it.voice())));
        assertThat(join(market.offer(butler)).imports()).isZero();
    }

    @Test
    void an_agent_that_is_retired_is_not_on_offer_any_more() {
        AgentId butler = published(new Casting("Butler", CALM, ModelRef.DEFAULT, Voice.NONE));
        AgentId other = join(agents.create(ADA, new Casting("Other", CALM, ModelRef.DEFAULT, Voice.NONE)))
                .id();
        Agents offered = market.offered(agents);

        assertRefused(Refusal.Kind.NOT_FOUND, offered.retire(BOB, butler));
        assertThat(join(market.offer(butler)).agent()).isEqualTo(butler);
        join(offered.retire(ADA, butler));
        assertRefused(Refusal.Kind.NOT_FOUND, market.offer(butler));
        assertThat(join(offered.retire(ADA, other)).id()).isEqualTo(other);
    }

    private static Casting greedy(Casting it) {
        return new Casting("Mine", it.persona(), ModelRef.of("connection/private-1"), it.voice(), it.voiceChoice());
    }

    private AgentId published(Casting casting) {
        AgentId agent = join(agents.create(ADA, casting)).id();
        join(market.publish(ADA, agent, NOTICE));
        return agent;
    }

    private static void assertRefused(Refusal.Kind kind, CompletionStage<?> answer) {
        assertThatThrownBy(() -> join(answer))
                .satisfies(it -> assertThat(Refusal.in(it).map(Refusal::kind)).contains(kind));
    }

    private static <T> T join(CompletionStage<T> answer) {
        return answer.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
