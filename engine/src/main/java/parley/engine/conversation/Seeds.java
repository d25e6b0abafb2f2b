package parley.engine.conversation;

/** The chances of a conversation: the same turn gets the same one in every attempt, so that any choice can be made again. */
final class Seeds {
    private static final long SPREAD = 31L;

    private Seeds() {}

    /** The chance of a whole chat: what a character's card picks once stays while it lasts. */
    static long chat(ConversationId id) {
        return turn(id, 0);
    }

    static long turn(ConversationId id, int turn) {
        return SPREAD * id.value().hashCode() + turn;
    }
}
