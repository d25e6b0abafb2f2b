package parley.engine.ledger;

/** Why credits were given. */
public enum GrantType {
    WELCOME,
    PURCHASE,
    BONUS,
    REFILL,
    SUBSCRIPTION,
    ADJUSTMENT,
    /** A charge that was given back. */
    REFUND;

    /** Whether somebody paid for them. */
    public boolean sold() {
        return this == PURCHASE || this == SUBSCRIPTION;
    }

    /** Where the credits come from. */
    Book source() {
        return switch (this) {
            case PURCHASE, SUBSCRIPTION -> Book.SALES;
            case WELCOME, BONUS, REFILL, ADJUSTMENT -> Book.PROMOTION;
            case REFUND -> Book.REVENUE;
        };
    }

    /** Where the credits go that are not used in time. */
    Book sink() {
        return sold() ? Book.REVENUE : source();
    }
}
