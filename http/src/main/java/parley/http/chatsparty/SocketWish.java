package parley.http.chatsparty;

import java.util.Map;
import java.util.Optional;

/** What a socket may want of a room. */
enum SocketWish {
    /** A talk begins. */
    START("Authentication required for multi-agent conversations"),
    /** The room is opened, and nothing is said yet. */
    REGISTER("Authentication required for multi-agent conversations"),
    /** A talk goes on. */
    SEND("Authentication required"),
    /** The room is followed. */
    JOIN("Authentication required"),
    /** Whatever runs in it ends. */
    STOP("Authentication required");

    private static final Map<String, SocketWish> EVENTS = Map.of(
            "start_multi_agent_conversation", START,
            "start_conversation", REGISTER,
            "send_message", SEND,
            "join_conversation", JOIN,
            "stop_conversation", STOP);

    private final String unsigned;

    SocketWish(String unsigned) {
        this.unsigned = unsigned;
    }

    /** What an event wants. */
    static Optional<SocketWish> of(String event) {
        return Optional.ofNullable(EVENTS.get(event));
    }

    /** What is said to who did not say who they are. */
    String unsigned() {
        return unsigned;
    }

    boolean begins() {
        return this == START || this == REGISTER;
    }
}
