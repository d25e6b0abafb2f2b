package parley.engine.upstream;

import parley.engine.llm.ModelFailure;

/** The line itself said no: there is nothing to be gained by asking again. Never leaves this room. */
final class TurnedAway extends RuntimeException {
    private final transient ModelFailure why;

    TurnedAway(ModelFailure why) {
        super(why.getMessage(), null, false, false);
        this.why = why;
    }

    ModelFailure why() {
        return why;
    }
}
