package parley.persistence.proof;

/** Hears what a proof finds, as it finds it, so that nobody need keep it all. */
public interface Findings {
    void differs(Difference difference);

    void waits(Pending pending);
}
