package parley.engine.conversation;

/** Why the head moved. */
public enum Move {
    CHOSEN,
    EDITED,
    REGENERATED,
    ROLLED_BACK
}
