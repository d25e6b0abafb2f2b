package parley.persistence.proof;

import java.util.Map;
import java.util.Optional;
import parley.persistence.proof.Fate.How;

/** Compares what a conversation says of a turn or question with what the ledger did with its hold. */
record Bills(Shelf shelf, Totals totals) {

    /** The conversation says that it is charged: the ledger must have done exactly that. */
    void charged(Fact said, String owner, Job job) {
        Optional<Fate> found = shelf.take(Shelf.hold(job.hold));
        if (found.isEmpty()) {
            differs(said, "the ledger knows no hold " + job.hold);
        } else {
            Fate fate = found.get();
            compare(fate, owner, job);
            if (fate.how() == How.HELD) differs(said, "is charged here, and the ledger still holds for " + job.hold);
            else if (fate.charged() != said.credits())
                differs(said, "is charged " + said.credits() + ", and the ledger took " + fate.charged());
            if (fate.how() != How.HELD && (job.credits == 0) != (fate.how() == How.RELEASED))
                totals.differs(fate.differing(job.what + " of " + said.id() + " costs " + job.credits));
        }
        for (Map.Entry<Integer, Job.Lost> lost : job.lost.entrySet())
            if (!wasted(job, lost.getKey(), lost.getValue()))
                totals.differs(lost.getValue().said().differing("is not booked as waste, and the turn is charged"));
    }

    /** It is not charged yet, as far as the conversation knows: the ledger may be one step ahead, and no more. */
    void open(String conversation, long sequence, String owner, Job job) {
        Optional<Fate> found = shelf.take(Shelf.hold(job.hold));
        found.ifPresent(fate -> {
            compare(fate, owner, job);
            Fact end = job.end;
            if (fate.how() == How.HELD) return;
            if (end == null)
                totals.differs(fate.differing(job.what + " of " + conversation + " is under way at event " + sequence));
            else if (fate.charged() != job.credits || (job.credits == 0) != (fate.how() == How.RELEASED))
                differs(end, "costs " + job.credits + ", and the ledger took " + fate.charged());
        });
        job.lost.forEach((attempt, lost) -> wasted(job, attempt, lost));
    }

    /** What holds at any time, once the ledger knows the hold. */
    private void compare(Fate fate, String owner, Job job) {
        if (!fate.account().equals(owner))
            totals.differs(fate.differing(job.what + " of hold " + job.hold + " is " + owner + "'s to pay"));
        boolean came = fate.how() != How.RELEASED || fate.held() > 0;
        if (came && fate.asked() != job.asked)
            totals.differs(fate.differing(
                    "holds " + fate.asked() + " for " + job.hold + ", and its conversation asked for " + job.asked));
        if (came && fate.held() < job.held)
            totals.differs(fate.differing(
                    "holds " + fate.held() + " for " + job.hold + ", and its conversation counts on " + job.held));
        Cost cost = job.cost;
        long provider = cost == null ? 0 : Math.clamp(cost.provider(fate.charged()), 0, fate.charged());
        if (fate.provider() != provider)
            totals.differs(
                    fate.differing("gives " + fate.provider() + " to the provider, and the price says " + provider));
    }

    /** Whether a lost attempt's cost is booked; as it should be, if it is. */
    private boolean wasted(Job job, int attempt, Job.Lost lost) {
        Optional<Fate> booked = shelf.take(Shelf.waste(job.hold + "/" + attempt));
        booked.filter(it -> it.charged() != lost.credits())
                .ifPresent(it -> totals.differs(it.differing("books " + it.charged() + " for attempt " + attempt
                        + " of " + job.hold + ", which wasted " + lost.credits())));
        return booked.isPresent();
    }

    /** What no conversation has asked about. */
    void rest() {
        shelf.rest((name, fate) -> totals.differs(fate.differing(
                switch (fate.how()) {
                    case HELD -> "leaks: " + fate.held() + " credits are held for no turn or question: " + name;
                    case SETTLED -> "takes " + fate.charged() + " credits for no turn or question: " + name;
                    case RELEASED -> "was ended for no turn or question: " + name;
                    case WASTED -> "books " + fate.charged() + " credits for no lost attempt: " + name;
                })));
    }

    private void differs(Fact it, String what) {
        totals.differs(it.differing(what));
    }
}
