package parley.engine.upstream;

/**
 * In whose name a model is asked. Places are handed out user by user, and for each user room by room, so that nobody
 * waits for somebody else's many requests.
 *
 * @param user whose turn it is among users
 * @param room whose turn it is among the rooms of that user
 */
public record Asker(String user, String room) {
    /** Nobody in particular. */
    public static final Asker NOBODY = new Asker("", "");
}
