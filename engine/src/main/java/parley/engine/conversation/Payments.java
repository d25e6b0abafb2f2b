package parley.engine.conversation;

import java.util.HashSet;
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

/** What a conversation owes the ledger and is telling it. Used by its actor only; every step is safe to be asked twice. */
final class Payments {
    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final Set<Integer> charging = new HashSet<>();

    Payments(ActorContext<ConversationCommand> context, Coordinator coordinator) {
        this.context = context;
        this.coordinator = coordinator;
    }

    /** Settles or releases what ended turns owe, each at most once at a time. */
    void charge(Transcript transcript) {
        UserId owner = transcript.owner();
        if (owner == null) return;
        transcript.owed().forEach((turn, debt) -> {
            if (charging.add(turn)) charge(owner, turn, debt);
        });
    }

    /** First what nobody pays for, then what the user does: only when both are booked the turn is charged. */
    private void charge(UserId owner, int turn, Transcript.Debt debt) {
        CompletionStage<?> booked = CompletableFuture.completedFuture(turn);
        for (Transcript.Waste lost : debt.wasted()) booked = booked.thenCompose(_ -> wasted(turn, lost));
        context.pipeToSelf(booked.thenCompose(_ -> paid(owner, debt)), (_, failure) -> charged(turn, debt, failure));
    }

    private CompletionStage<Balance> paid(UserId owner, Transcript.Debt debt) {
        Accounts accounts = coordinator.engines().accounts();
        return debt.credits() == 0
                ? accounts.release(owner, debt.hold())
                : accounts.settle(owner, debt.hold(), debt.credits(), "turn " + debt.hold());
    }

    private CompletionStage<Balance> wasted(int turn, Transcript.Waste lost) {
        String entry = coordinator.id() + "/" + turn + "/" + lost.attempt();
        return coordinator.engines().accounts().waste(entry, lost.credits(), "lost attempt");
    }

    private static ConversationCommand charged(int turn, Transcript.Debt debt, @Nullable Throwable failure) {
        if (failure == null) return new ConversationCommand.Charged(turn, debt.credits());
        Optional<Refusal> refusal = Refusal.in(failure);
        return refusal.isPresent()
                ? new ConversationCommand.Charged(turn, 0)
                : new ConversationCommand.ChargeDelayed(turn);
    }

    void answered(int turn) {
        charging.remove(turn);
    }
}
