package parley.engine.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/**
 * What can have happened to an account. Each is one transaction, written in full: its entries add up to zero, and
 * {@code after} is the balance, held credits included, that it leaves; absent in events of before balances were kept.
 */
public sealed interface AccountEvent extends Journaled {
    /** When it happened. */
    Instant at();

    /** Both sides of it. */
    @JsonIgnore
    default List<Entry> entries() {
        return List.of();
    }

    /** The account was opened with what its user had on another server; as if all of that had happened here. */
    @JsonTypeName("account.opened")
    record Opened(
            long balance,
            long used,
            long purchased,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String plan,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant refilled,

            Instant at,
            long after)
            implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(
                    new Entry(Book.PROMOTION, purchased - balance - used),
                    new Entry(Book.SALES, -purchased),
                    new Entry(Book.REVENUE, used),
                    new Entry(Book.AVAILABLE, balance));
        }
    }

    /** A piece of what another server told of the account, oldest first; it moves nothing. Pieces count from 0. */
    @JsonTypeName("account.recalled")
    record Recalled(int piece, List<Past> told, Instant at) implements AccountEvent {
        public Recalled {
            told = List.copyOf(told);
        }
    }

    /** Credits were given; an event without a type is of before types were kept. */
    @JsonTypeName("account.granted")
    record Granted(
            String grant,
            long credits,
            String reason,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            GrantType type,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int priority,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant expires,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UserId by,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long after)
            implements AccountEvent {
        /** Its type, also where that was not kept. */
        public GrantType kind() {
            if (type != null) return type;
            return grant.equals("welcome") ? GrantType.WELCOME : GrantType.BONUS;
        }

        /** Its priority, also where that was not kept. */
        int rank() {
            return type == null ? Order.Give.USUAL_PRIORITY : priority;
        }

        @Override
        public List<Entry> entries() {
            return List.of(new Entry(kind().source(), -credits), new Entry(Book.AVAILABLE, credits));
        }
    }

    /** What was left of a grant when its time was over. */
    @JsonTypeName("account.expired")
    record Expired(String grant, GrantType type, long credits, Instant at, long after) implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(Book.AVAILABLE, -credits), new Entry(type.sink(), credits));
        }
    }

    /** Credits were set aside; without {@code from} they are of the grants that come first. */
    @JsonTypeName("account.held")
    record Held(
            HoldId hold,
            long credits,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Portion> from,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Purpose purpose)
            implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(Book.AVAILABLE, -credits), new Entry(Book.HELD, credits));
        }
    }

    /** So many more were set aside for what is under way. */
    @JsonTypeName("account.extended")
    record Extended(HoldId hold, long credits, List<Portion> from, Instant at) implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(Book.AVAILABLE, -credits), new Entry(Book.HELD, credits));
        }
    }

    /** A hold ended; {@code credits} of it were taken, {@code provider} of those are the provider's, the rest is free. */
    @JsonTypeName("account.settled")
    record Settled(
            HoldId hold,
            long credits,
            String reason,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long held,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long provider,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Purpose purpose,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long after)
            implements AccountEvent {
        @Override
        public List<Entry> entries() {
            long all = held == null ? credits : held;
            return List.of(
                    new Entry(Book.HELD, -all),
                    new Entry(Book.AVAILABLE, all - credits),
                    new Entry(Book.REVENUE, credits - provider),
                    new Entry(Book.PROVIDER, provider));
        }
    }

    /** A hold ended without a charge, or was ended before it came, when nothing was held. */
    @JsonTypeName("account.released")
    record Released(
            HoldId hold,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long held) implements AccountEvent {
        @Override
        public List<Entry> entries() {
            long all = held == null ? 0 : held;
            return List.of(new Entry(Book.HELD, -all), new Entry(Book.AVAILABLE, all));
        }
    }

    /** A charge was given back, or a part of it. */
    @JsonTypeName("account.refunded")
    record Refunded(String refund, HoldId hold, long credits, String reason, UserId by, Instant at, long after)
            implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(GrantType.REFUND.source(), -credits), new Entry(Book.AVAILABLE, credits));
        }
    }

    /** Credits were taken away by hand. */
    @JsonTypeName("account.deducted")
    record Deducted(
            String deduction, long credits, List<Portion> from, String reason, UserId by, Instant at, long after)
            implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(Book.AVAILABLE, -credits), new Entry(Book.PROMOTION, credits));
        }
    }

    /** A cost was booked that nobody pays for. */
    @JsonTypeName("account.wasted")
    record Wasted(String entry, long credits, String reason, Instant at) implements AccountEvent {
        @Override
        public List<Entry> entries() {
            return List.of(new Entry(Book.WASTE, -credits), new Entry(Book.PROVIDER, credits));
        }
    }

    /** A budget begins, or begins anew with another bound and what was spent of it so far. */
    @JsonTypeName("account.budget-set")
    record BudgetSet(Budget.Name name, long most, boolean imposed, UserId by, Instant at) implements AccountEvent {}

    @JsonTypeName("account.budget-removed")
    record BudgetRemoved(Budget.Name name, UserId by, Instant at) implements AccountEvent {}
}
