package parley.engine.ledger;

/** The accounts that an entry can stand on: two of each user's, and the platform's counter-accounts. */
public enum Book {
    /** The user's credits that are free. */
    AVAILABLE,
    /** The user's credits that are set aside for what is under way. */
    HELD,
    /** What was earned; and sold credits that expired unused. */
    REVENUE,
    /** What providers are owed for their work, be it charged or wasted. */
    PROVIDER,
    /** Below zero: what lost attempts cost, which nobody pays for. */
    WASTE,
    /** Below zero: credits that were given away and not taken back. */
    PROMOTION,
    /** Below zero: credits that were sold. */
    SALES;

    /** Whether it is a user's own. */
    public boolean personal() {
        return this == AVAILABLE || this == HELD;
    }
}
