package parley.engine.ledger;

/**
 * What all transactions of all accounts come to.
 *
 * @param accounts what the users have, held credits included
 * @param revenue see {@link Book}, as the others
 */
public record Books(long accounts, long revenue, long provider, long waste, long promotion, long sales) {
    /** Zero: every credit came from somewhere and is somewhere. */
    public long sum() {
        return accounts + revenue + provider + waste + promotion + sales;
    }
}
