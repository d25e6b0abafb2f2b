package parley.persistence.proof;

/**
 * How a hold fared at the ledger, or a cost that nobody pays for.
 *
 * @param account on which it is
 * @param event the last one that was about it
 * @param type that event's
 * @param asked credits that were set aside first; none where it ended before it came
 * @param held credits that were set aside in all
 * @param charged credits that were taken
 * @param provider of those, the provider's
 * @param refunded of those, given back since
 */
record Fate(
        String account,
        long event,
        String type,
        How how,
        long asked,
        long held,
        long charged,
        long provider,
        long refunded) {
    enum How {
        HELD,
        SETTLED,
        RELEASED,
        WASTED
    }

    static Fate of(Fact it, How how, long asked, long held, long charged, long provider) {
        return new Fate(it.id(), it.sequence(), it.type(), how, asked, held, charged, provider, 0);
    }

    Fate extended(Fact it, long more) {
        return new Fate(account, it.sequence(), it.type(), how, asked, held + more, charged, provider, refunded);
    }

    Fate ended(Fact it, How end, long taken, long providers) {
        return new Fate(account, it.sequence(), it.type(), end, asked, held, taken, providers, refunded);
    }

    Fate refunding(long more) {
        return new Fate(account, event, type, how, asked, held, charged, provider, refunded + more);
    }

    Difference differing(String what) {
        return new Difference("account", account, event, type, what);
    }
}
