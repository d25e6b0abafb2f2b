package parley.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.AccountEvent;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.Counter;
import parley.engine.ledger.HoldId;
import parley.engine.ledger.Order;
import parley.engine.ledger.Purpose;
import parley.engine.ledger.Standing;

/**
 * The way between rooms and accounts: letters lie in a bag until they are delivered in any order, twice, late or never;
 * an account may die before it writes, or after it wrote and before it answers.
 */
final class Post {
    private static final Duration PROMISED = Duration.ofSeconds(10);

    private final Random random;
    private final Supplier<Instant> clock;
    private final Faults faults;
    private final Map<UserId, Counter> accounts = new HashMap<>();
    private final Map<UserId, Bookkeeper> books = new HashMap<>();
    private final List<Letter> bag = new ArrayList<>();
    private final List<CompletableFuture<Balance>> waiting = new ArrayList<>();

    /** What goes wrong: by chance, and by the planted fault if there is one. */
    interface Faults {
        boolean strikes();

        boolean planted(Fault fault);
    }

    /** A request on its way to an account, or, where {@code word} is there, the answer on its way back. */
    private record Letter(
            UserId user,
            Request request,
            CompletableFuture<Balance> answer,
            @Nullable Word word) {}

    private sealed interface Request {}

    private record Carry(Order order) implements Request {}

    private record Promise(
            HoldId hold, long credits, @Nullable Purpose purpose) implements Request {}

    private record Word(Balance balance, @Nullable Refusal no) {}

    Post(Random random, Supplier<Instant> clock, Faults faults) {
        this.random = random;
        this.clock = clock;
        this.faults = faults;
    }

    Counter account(UserId user) {
        int remembered = faults.planted(Fault.FORGETS_THE_ENDED) ? 0 : Counter.REMEMBERED;
        return accounts.computeIfAbsent(user, it -> new Counter(it, PROMISED, remembered));
    }

    Bookkeeper books(UserId user) {
        return books.computeIfAbsent(user, _ -> new Bookkeeper());
    }

    CompletionStage<Balance> send(UserId user, Order order) {
        return posted(user, new Carry(order));
    }

    private CompletionStage<Balance> posted(UserId user, Request request) {
        CompletableFuture<Balance> answer = new CompletableFuture<>();
        waiting.add(answer);
        bag.add(new Letter(user, request, answer, null));
        return answer;
    }

    /** The ledger as a room sees it; {@code suffix} is empty but where a room's fault is planted. */
    Accounts door(String suffix) {
        return new Accounts() {
            @Override
            public CompletionStage<Balance> carry(UserId user, Order order) {
                boolean odd = !suffix.isEmpty() && order instanceof Order.SetAside;
                return send(user, odd ? renamed((Order.SetAside) order) : order);
            }

            private Order renamed(Order.SetAside it) {
                return new Order.SetAside(new HoldId(it.hold() + suffix), it.credits(), it.purpose());
            }

            @Override
            public CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
                return posted(user, new Promise(hold, credits, purpose));
            }

            @Override
            public CompletionStage<Standing> standing(UserId user) {
                return CompletableFuture.failedFuture(Refusal.invalid("no room asks for that"));
            }
        };
    }

    boolean isEmpty() {
        return bag.isEmpty();
    }

    /** Any letter arrives; where faults strike it arrives once more later, or is lost. */
    void deliver() {
        if (bag.isEmpty()) return;
        int at = random.nextInt(bag.size());
        Letter letter = bag.get(at);
        if (!faults.strikes()) {
            bag.set(at, bag.getLast());
            bag.removeLast();
            if (faults.strikes()) return;
        }
        Word word = letter.word();
        if (word == null) carried(letter);
        else if (word.no() != null) letter.answer().completeExceptionally(word.no());
        else letter.answer().complete(word.balance());
    }

    private void carried(Letter letter) {
        Counter account = account(letter.user());
        Counter.Decision decision = decided(account, letter.request());
        boolean early = faults.planted(Fault.TELLS_BEFORE_IT_WRITES);
        if (early) answer(letter, account, decision);
        if (faults.strikes()) {
            account.restart();
            return;
        }
        write(letter.user(), account, decision.events());
        if (faults.strikes()) account.restart();
        else if (!early) answer(letter, account, decision);
    }

    private Counter.Decision decided(Counter account, Request request) {
        Instant now = clock.get();
        return switch (request) {
            case Promise it -> account.promised(it.hold(), it.credits(), it.purpose(), now);
            case Carry(Order.Settle it) when faults.planted(Fault.SETTLES_TWICE) -> twice(account, it, now);
            case Carry(Order order) -> account.decided(order, now);
        };
    }

    private static Counter.Decision twice(Counter account, Order.Settle it, Instant now) {
        Counter.Decision right = account.decided(it, now);
        if (right.no() != null || !right.events().isEmpty()) return right;
        return new Counter.Decision(
                List.of(new AccountEvent.Settled(
                        it.hold(), it.credits(), it.reason(), now, it.credits(), 0, null, null)),
                null);
    }

    private void write(UserId user, Counter account, List<AccountEvent> events) {
        account.record(events);
        events.forEach(books(user)::see);
        books(user).agrees(account.balance());
    }

    private void answer(Letter letter, Counter account, Counter.Decision decision) {
        bag.add(new Letter(
                letter.user(), letter.request(), letter.answer(), new Word(account.balance(), decision.no())));
    }

    /** Somebody waits no longer; what was sent may still arrive. */
    void timeout() {
        waiting.removeIf(CompletableFuture::isDone);
        if (!waiting.isEmpty())
            waiting.get(random.nextInt(waiting.size())).completeExceptionally(new TimeoutException());
    }

    /** Everything is delivered; who still waits then, waits for what was lost. */
    void deliverAll() {
        while (!bag.isEmpty()) deliver();
        waiting.removeIf(CompletableFuture::isDone);
        List.copyOf(waiting).forEach(it -> it.completeExceptionally(new TimeoutException()));
    }

    /** Every account comes back from its journal as it was. */
    void restartAll() {
        accounts.values().forEach(Counter::restart);
    }

    List<UserId> users() {
        return List.copyOf(accounts.keySet());
    }
}
