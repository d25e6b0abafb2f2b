package parley.engine.conversation;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.Accounts;
import parley.engine.ledger.Balance;
import parley.engine.ledger.HoldId;

/** What a conversation owes the ledger and is telling it. Used by its actor only; every step is safe to be asked twice. */
final class Payments {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final Set<HoldId> charging = new HashSet<>();

    Payments(ActorContext<ConversationCommand> context, Coordinator coordinator) {
        this.context = context;
        this.coordinator = coordinator;
    }

    /** Settles or releases what ended turns and questions owe, each at most once at a time. */
    void charge(Transcript transcript) {
        UserId owner = transcript.owner();
        if (owner == null) return;
        charge(owner, transcript.tab().turns());
        charge(owner, transcript.tab().questions());
    }

    private void charge(UserId owner, Map<Integer, Tab.Debt> debts) {
        debts.values().stream().filter(it -> charging.add(it.hold())).forEach(it -> charge(owner, it));
    }

    /** First what nobody pays for, then what the user does: only when both are booked the turn is charged. */
    private void charge(UserId owner, Tab.Debt debt) {
        CompletionStage<?> booked = CompletableFuture.completedFuture(debt);
        for (Tab.Waste lost : debt.wasted()) booked = booked.thenCompose(_ -> wasted(debt, lost));
        context.pipeToSelf(booked.thenCompose(_ -> paid(owner, debt)), (_, failure) -> charged(debt, failure));
    }

    private CompletionStage<Balance> paid(UserId owner, Tab.Debt debt) {
        Accounts accounts = coordinator.engines().accounts();
        return debt.credits() == 0
                ? accounts.release(owner, debt.hold())
                : accounts.settle(owner, debt.hold(), debt.credits(), debt.provider(), "turn " + debt.hold());
    }

    private CompletionStage<Balance> wasted(Tab.Debt debt, Tab.Waste lost) {
        String entry = debt.hold() + "/" + lost.attempt();
        return coordinator.engines().accounts().waste(entry, lost.credits(), "lost attempt");
    }

    private static ConversationCommand charged(Tab.Debt debt, @Nullable Throwable failure) {
        if (failure == null) return new ConversationCommand.Charged(debt.hold(), debt.credits());
        Optional<Refusal> refusal = Refusal.in(failure);
        return refusal.isPresent()
                ? new ConversationCommand.Charged(debt.hold(), 0)
                : new ConversationCommand.ChargeDelayed(debt.hold());
    }

    void answered(HoldId hold) {
        charging.remove(hold);
    }
}
