package parley.engine.conversation;

/** Why a round ended. */
public enum Ending {
    LIMIT,
    STOPPED,
    FAILED,
    INTERRUPTED
}
