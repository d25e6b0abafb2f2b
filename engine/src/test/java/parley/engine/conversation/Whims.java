package parley.engine.conversation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import parley.engine.agent.AgentId;
import parley.engine.agent.Participant;
import parley.engine.floor.Limit;
import parley.engine.floor.SpeakerRule;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Budget;
import parley.engine.ledger.GrantType;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.llm.ModelRef;
import parley.engine.price.Price;
import parley.engine.price.PriceBook;
import parley.engine.speech.Voice;

/** What people do, as chance has it: what they say, direct and order, and what their rooms and prices are like. */
final class Whims {
    private static final UserId ROOT = new UserId("root");
    private static final ModelRef BOSS = new ModelRef("test", "boss");
    private static final List<String> NAMES = List.of("Ann", "Forgetful", "Bob");
    private static final ActorRef<StatusReply<Accepted>> NOBODY =
            TestInbox.<StatusReply<Accepted>>create("nobody").getRef();
    private static final ActorRef<StatusReply<ConversationView>> NOBODY_ELSE =
            TestInbox.<StatusReply<ConversationView>>create("nobody-else").getRef();

    private final Random random;
    private final Clock clock;
    private int said;

    Whims(Random random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    ConversationCommand message(SimulatedRoom room) {
        said++;
        return new ConversationCommand.Say(
                room.owner,
                "m" + said,
                "Well? ".repeat(1 + random.nextInt(5)),
                1 + random.nextInt(3),
                random.nextInt(4) == 0 ? any(Rules.WhenBusy.values()) : null,
                clock.instant(),
                null,
                NOBODY);
    }

    ConversationCommand direction(SimulatedRoom room) {
        AgentId agent = new AgentId(NAMES.get(random.nextInt(NAMES.size())));
        Instant now = clock.instant();
        Direction direction = switch (random.nextInt(16)) {
            case 0 -> new Direction.Pause();
            case 1, 2, 3, 4 -> new Direction.Resume();
            case 5, 6 -> new Direction.Call(agent);
            case 7, 8, 9, 10 -> new Direction.Approve();
            case 11 -> new Direction.Mute(agent);
            case 12, 13, 14 -> new Direction.Unmute(agent);
            default -> new Direction.End("enough");
        };
        return switch (random.nextInt(40)) {
            case 0 -> new ConversationCommand.Delete(room.owner, now, NOBODY_ELSE);
            case 1, 2, 3, 4 -> new ConversationCommand.Stop(room.owner, now, NOBODY_ELSE);
            default -> new ConversationCommand.Direct(room.owner, direction, now, null, NOBODY_ELSE);
        };
    }

    /** What an administrator or the user does to the account meanwhile. */
    Order order(SimulatedRoom room, List<HoldId> charged) {
        String id = "order-" + random.nextInt(30);
        long credits = random.nextLong(60);
        Budget.Name budget = new Budget.Name(Budget.Scope.ROOM, room.id.value(), any(Budget.Period.values()));
        return switch (random.nextInt(9)) {
            case 0 -> new Order.Deduct(id, credits, "by hand", ROOT);
            case 1 -> new Order.SetBudget(budget, 10 * credits, random.nextBoolean(), ROOT);
            case 2, 3 -> new Order.RemoveBudget(budget, true, ROOT);
            case 4, 5 ->
                charged.isEmpty()
                        ? new Order.Release(new HoldId(id))
                        : new Order.Refund(
                                "r" + id, charged.get(random.nextInt(charged.size())), credits, "sorry", ROOT);
            default -> {
                Instant expires = random.nextBoolean() ? null : clock.instant().plusSeconds(random.nextInt(90));
                yield new Order.Give(
                        "g" + id, any(GrantType.values()), credits, random.nextInt(3), expires, "more", ROOT);
            }
        };
    }

    Rules rules() {
        SpeakerRule speakers =
                random.nextInt(3) == 0 ? new SpeakerRule.Model(BOSS, "", 2) : new SpeakerRule.RoundRobin();
        Limit until = switch (random.nextInt(6)) {
            case 0 -> new Limit.Credits(1 + random.nextInt(80));
            case 1 -> new Limit.Judged(BOSS, Limit.Judged.QUESTION, 1);
            case 2 -> new Limit.Any(List.of(new Limit.Tokens(600), new Limit.Judged(BOSS, "Done?", 1)));
            case 3 -> new Limit.Time(Duration.ofSeconds(20));
            default -> null;
        };
        Rules.WhenBusy busy = random.nextBoolean() ? Rules.WhenBusy.QUEUE : any(Rules.WhenBusy.values());
        return new Rules(speakers, until, busy, random.nextInt(6) == 0, null);
    }

    List<Participant> seats() {
        return NAMES.subList(0, 1 + random.nextInt(NAMES.size())).stream()
                .map(it -> House.seat(it, Voice.NONE))
                .toList();
    }

    Rates rates() {
        List<String> amounts = List.of("0", "1", "0.25", "30");
        BigDecimal tokens = new BigDecimal(any(amounts.toArray(String[]::new)));
        return new Rates(new PriceBook(
                0,
                List.of(new Price(
                        "test",
                        Price.ANY,
                        true,
                        0,
                        new BigDecimal(any(amounts.toArray(String[]::new))),
                        tokens,
                        tokens,
                        null,
                        null,
                        null,
                        new BigDecimal("0.5")))));
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }
}
