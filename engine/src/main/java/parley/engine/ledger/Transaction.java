package parley.engine.ledger;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;
import parley.engine.llm.ModelRef;

/**
 * One line of a statement. {@code before} and {@code credits} make {@code after}, which the next line begins with.
 *
 * @param sequence its place in the account's journal; below zero for what another server told
 * @param credits that came, or went where they are negative; holds and releases change nothing
 * @param held that were set aside, or freed where they are negative
 * @param before the balance, held credits included
 * @param reason what for, in a word or as the one who did it said
 * @param hold whose hold it is, or whose charge
 * @param order what it was asked for as: the id of a grant, a refund, a deduction or a waste
 * @param by who did it by hand
 */
public record Transaction(
        UserId account,
        long sequence,
        Instant at,
        Type type,
        long credits,
        long held,
        long before,
        long after,
        String reason,
        @Nullable String description,
        @Nullable HoldId hold,
        @Nullable String order,
        @Nullable String room,
        @Nullable String agent,
        @Nullable ModelRef model,
        @Nullable UserId by) {

    /** What kind of transaction it is; the first are the kinds of grants, of which a refund is one. */
    public enum Type {
        WELCOME,
        PURCHASE,
        BONUS,
        REFILL,
        SUBSCRIPTION,
        ADJUSTMENT,
        REFUND,
        /** A charge. */
        USAGE,
        EXPIRY,
        DEDUCTION,
        /** A cost that nobody pays for. */
        WASTE,
        HOLD,
        RELEASE;

        /** How grants of this kind are told. */
        public static Type of(GrantType grant) {
            return valueOf(grant.name());
        }

        /** In messages and in lists. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is more than a note that credits are set aside. */
        public boolean changesBalance() {
            return this != HOLD && this != RELEASE;
        }
    }

    /** Names it for ever, also after a rebuild. */
    public String id() {
        return account + "/" + sequence;
    }
}
