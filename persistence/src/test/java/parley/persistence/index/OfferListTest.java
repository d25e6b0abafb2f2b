package parley.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.ChatStyle;
import parley.engine.agent.Persona;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;
import parley.engine.market.Notice;
import parley.engine.market.Offer;
import parley.engine.market.OfferIndex.Order;
import parley.engine.market.OfferIndex.Query;
import parley.engine.market.StallEvent;
import parley.engine.market.StallEvent.Published;
import parley.engine.market.StallEvent.Rated;
import parley.engine.market.StallEvent.Taken;
import parley.engine.market.StallEvent.Withdrawn;
import parley.engine.speech.Voice;
import parley.persistence.Store;
import parley.persistence.database.Database;
import parley.persistence.journal.Rebuild;

@ParameterizedClass
@EnumSource(Store.class)
class OfferListTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123456789Z");
    private static final UserId ADA = new UserId("ada");
    private static final UserId BOB = new UserId("bob");
    private static final UserId EVE = new UserId("eve");
    private static final Casting BUTLER = casting("Butler", "Calm, 100% sure.");
    private static final Casting PIRATE = casting("pirate", "Loud.");
    private static final Notice TEA = new Notice("Work", List.of("Tea", "tea time"), "Brings it.");
    private static final Notice SEA = new Notice("Fun", List.of("sea"), "Sings of 100 seas.");

    @SuppressWarnings("NullAway.Init")
    private static ActorTestKit kit;

    OfferListTest(Store store) {
        assertThat(Database.of(kit.system()).dialect().name()).isEqualTo(store.name());
    }

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        kit = ActorTestKit.create("offers", store.fresh());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        kit.shutdownTestKit();
    }

    @Test
    void offers_are_found_as_they_are_now_and_after_a_rebuild_as_well() {
        OfferList list = new OfferList(Database.of(kit.system()));
        store(
                "butler",
                new Published(ADA, PIRATE, SEA, T0, at(1)),
                new Rated(BOB, 4, null, "Good.", at(2)),
                new Rated(EVE, 1, null, "", at(3)),
                new Rated(BOB, 5, 4, "", at(4)),
                new Withdrawn(at(5)),
                new Published(ADA, BUTLER, TEA, T0, at(6)));
        store(
                "pirate",
                new Published(BOB, PIRATE, SEA, at(1), at(7)),
                new Taken(ADA, new AgentId("a"), false, at(8)),
                new Taken(EVE, new AgentId("b"), false, at(9)),
                new Taken(EVE, new AgentId("c"), true, at(10)));
        store("gone", new Published(BOB, PIRATE, TEA, at(1), at(7)), new Withdrawn(at(8)));
        Offer butler = new Offer(new AgentId("butler"), ADA, BUTLER, TEA, 6, 2, 0, T0, at(6));
        Offer sailor = new Offer(new AgentId("pirate"), BOB, PIRATE, SEA, 0, 0, 2, at(1), at(7));

        for (int time = 0; time < 2; time++) {
            assertThat(found(list, Order.POPULAR, null, List.of(), 0, null)).containsExactly(sailor, butler);
            assertThat(found(list, Order.RATING, null, List.of(), 0, null)).containsExactly(butler, sailor);
            assertThat(found(list, Order.NEWEST, null, List.of(), 0, null)).containsExactly(sailor, butler);
            assertThat(found(list, Order.NAME, null, List.of(), 0, null)).containsExactly(sailor, butler);
            assertThat(found(list, Order.NEWEST, "work", List.of(), 0, null)).containsExactly(butler);
            assertThat(found(list, Order.NEWEST, null, List.of("none", "TEA"), 0, null))
                    .containsExactly(butler);
            assertThat(found(list, Order.NEWEST, null, List.of("te"), 0, null)).isEmpty();
            assertThat(found(list, Order.NEWEST, null, List.of("%"), 0, null)).isEmpty();
            assertThat(found(list, Order.NEWEST, null, List.of(), 3, null)).containsExactly(butler);
            assertThat(found(list, Order.NEWEST, null, List.of(), 3.1, null)).isEmpty();
            assertThat(found(list, Order.NEWEST, null, List.of(), 0, "100%")).containsExactly(butler);
            assertThat(found(list, Order.NEWEST, null, List.of(), 0, "100")).containsExactly(sailor, butler);
            assertThat(found(list, Order.NEWEST, "Fun", List.of("sea"), 0, "LOUD"))
                    .containsExactly(sailor);
            Page<Offer> second =
                    join(list.offers(new Query(new Page.Request(2, 1, true), Order.NAME, null, List.of(), 0, null)));
            assertThat(second).isEqualTo(new Page<>(List.of(sailor), 2, 2, 1));
            assertThat(join(list.categories())).containsExactly("Fun", "Work");
            join(Rebuild.of(kit.system()).run(_ -> {}));
        }
    }

    private static List<Offer> found(
            OfferList list,
            Order order,
            @Nullable String category,
            List<String> tags,
            double least,
            @Nullable String search) {
        return join(list.offers(new Query(new Page.Request(1, 10, false), order, category, tags, least, search)))
                .items();
    }

    private static Casting casting(String name, String characteristics) {
        return new Casting(
                name,
                new Persona.Styled("", characteristics, "neutral", ChatStyle.USUAL),
                ModelRef.DEFAULT,
                Voice.NONE);
    }

    private static void store(String agent, StallEvent... events) {
        join(Diary.write(kit, PersistenceId.of("Stall", agent), List.of(events)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
