package parley.engine.conversation;

/** What can be planted, so that it is known to be found. */
enum Fault {
    /** An account that charges again where a settlement comes again. */
    SETTLES_TWICE,
    /** An account that does not remember how holds ended. */
    FORGETS_THE_ENDED,
    /** An account that answers before it has written. */
    TELLS_BEFORE_IT_WRITES,
    /** A room that asks for its holds under another id in each life. */
    ASKS_UNDER_A_NEW_ID,
    /** A room that does not take up again what it owes. */
    FORGETS_ITS_DEBTS,
    /** A room that speaks before the ledger has answered. */
    SPEAKS_UNPAID
}
