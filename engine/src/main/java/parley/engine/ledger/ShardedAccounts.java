package parley.engine.ledger;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds accounts in the cluster and gives every step its time. */
final class ShardedAccounts implements Accounts {
    private final Residence<Account.Command> accounts;
    private final Clock clock;

    ShardedAccounts(ActorSystem<?> system, LedgerSettings settings, Clock clock) {
        this.clock = clock;
        accounts = Residence.open(
                system,
                Account.KEY,
                settings.entity(),
                entity -> Account.create(new UserId(entity.getEntityId()), entity.getShard(), settings));
    }

    @Override
    public CompletionStage<Balance> balance(UserId user) {
        return accounts.ask(user.value(), Account.GetBalance::new);
    }

    @Override
    public CompletionStage<Balance> grant(UserId user, String grant, long credits, String reason) {
        return accounts.ask(user.value(), to -> new Account.Grant(grant, credits, reason, clock.instant(), to));
    }

    @Override
    public CompletionStage<Balance> hold(UserId user, HoldId hold, long credits) {
        return accounts.ask(user.value(), to -> new Account.Hold(hold, credits, clock.instant(), to));
    }

    @Override
    public CompletionStage<Balance> settle(UserId user, HoldId hold, long credits, String reason) {
        return accounts.ask(user.value(), to -> new Account.Settle(hold, credits, reason, clock.instant(), to));
    }

    @Override
    public CompletionStage<Balance> release(UserId user, HoldId hold) {
        return accounts.ask(user.value(), to -> new Account.Release(hold, clock.instant(), to));
    }

    @Override
    public CompletionStage<Balance> waste(String entry, long credits, String reason) {
        return accounts.ask(WASTE.value(), to -> new Account.Waste(entry, credits, reason, clock.instant(), to));
    }
}
