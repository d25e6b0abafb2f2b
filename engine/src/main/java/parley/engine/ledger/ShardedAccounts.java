package parley.engine.ledger;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Residence;
import parley.engine.kernel.UserId;

/** Finds accounts in the cluster and gives every step its time. */
final class ShardedAccounts implements Accounts {
    private final Residence<AccountCommand> accounts;
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
    public CompletionStage<Balance> carry(UserId user, Order order) {
        return accounts.insist(user.value(), to -> new AccountCommand.Carry(order, clock.instant(), to));
    }

    @Override
    public CompletionStage<Balance> promise(UserId user, HoldId hold, long credits, @Nullable Purpose purpose) {
        return accounts.insist(
                user.value(), to -> new AccountCommand.Promise(hold, credits, purpose, clock.instant(), to));
    }

    @Override
    public CompletionStage<Standing> standing(UserId user) {
        return accounts.insist(user.value(), to -> new AccountCommand.GetStanding(clock.instant(), to));
    }
}
