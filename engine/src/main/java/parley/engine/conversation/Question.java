package parley.engine.conversation;

/** What a model can be asked beside the turns. */
public enum Question {
    /** Who speaks? */
    CHOOSE,
    /** Is it done? */
    JUDGE,
    /** What was said before? */
    CONDENSE
}
