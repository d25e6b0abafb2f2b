package parley.engine.conversation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
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

    private void charge(UserId owner, int turn, Transcript.Debt debt) {
        CompletionStage<Balance> answer = debt.credits() == 0
                ? coordinator.engines().accounts().release(owner, debt.hold())
                : coordinator.engines().accounts().settle(owner, debt.hold(), debt.credits(), "turn " + debt.hold());
        context.pipeToSelf(answer, (_, failure) -> charged(turn, debt, failure));
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

    /** Books a lost attempt where no user pays for it. A booking that fails is one missing line of a statistic. */
    void waste(ConversationEvent.TurnSuperseded lost) {
        if (lost.wasted() == 0) return;
        String entry = coordinator.id() + "/" + lost.turn() + "/" + lost.attempt();
        coordinator
                .engines()
                .accounts()
                .waste(entry, lost.wasted(), "lost attempt")
                .whenComplete((_, failure) -> {
                    if (failure != null) context.getLog().warn("Waste {} was not booked", entry, failure);
                });
    }
}
