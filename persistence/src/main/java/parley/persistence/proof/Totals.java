package parley.persistence.proof;

import java.math.BigInteger;
import java.util.Map;

/** Counts what is read and found, and passes the findings on. */
final class Totals {
    private final Findings findings;
    private long accounts;
    private long events;
    private long holds;
    private long charges;
    private long pending;
    private long differences;

    Totals(Findings findings) {
        this.findings = findings;
    }

    void account() {
        accounts++;
    }

    void event() {
        events++;
    }

    void held() {
        holds++;
    }

    void charged() {
        charges++;
    }

    void differs(Difference difference) {
        differences++;
        findings.differs(difference);
    }

    void waits(Pending it) {
        pending++;
        findings.waits(it);
    }

    Proven proven(Map<String, BigInteger> books) {
        return new Proven(accounts, events, holds, charges, pending, differences, books);
    }
}
