package parley.http.trial;

/** What must hold of every room and every account, whatever broke. */
enum Invariant {
    /** Every acknowledged message is stored exactly once. */
    MESSAGES_ARE_KEPT_ONCE,
    /** Every viewer's stream is a run of the journal without a gap, to its end. */
    STREAMS_ARE_THE_JOURNAL,
    /** One turn at a time, in order, and never more turns than were asked for. */
    ONE_TURN_AT_A_TIME,
    /** Each attempt that began ends once: completed, stopped, failed or superseded. */
    ATTEMPTS_END_ONCE,
    /** What is granted is available, held or spent; nothing goes below zero; each hold ends once; at rest none is left. */
    THE_LEDGER_ADDS_UP,
    /** Each charge has its turn and each ended turn its charge, to the credit. */
    CHARGES_HAVE_TURNS,
    /** Sequence numbers of a journal are unique and without a gap, and no writer comes back after another. */
    ONE_WRITER,
    /** Whoever looks later sees what was seen live, to the letter. */
    REPLAY_IS_EQUAL,
    /** Each lost attempt is booked at most once, on the platform, at its cost. */
    WASTE_IS_BOOKED_ONCE,
    /** A fork begins once, with its first event, at an event that its parent has. */
    FORKS_BEGIN_ONCE
}
