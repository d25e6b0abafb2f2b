package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import parley.engine.llm.Prompt;

/**
 * The lines of a room in the two roles that models know. The speaker's own lines are the assistant's; everybody else is
 * the user, told apart by a name before the text. Neighbours of one role are merged and the user has the first and the
 * last word, because many chat templates refuse anything else.
 */
public final class RoomRoles {
    private static final String ASSISTANT = "assistant";
    private static final String USER = "user";
    private static final String OPENING = "[The conversation begins.]";
    private static final String GO_ON = "[Go on.]";

    private RoomRoles() {}

    public static List<Message> of(Prompt prompt) {
        List<Message> messages = new ArrayList<>();
        for (Prompt.Line line : prompt.lines()) {
            if (line.own()) add(messages, ASSISTANT, line.text());
            else add(messages, USER, line.speaker().isBlank() ? line.text() : line.speaker() + ": " + line.text());
        }
        if (messages.isEmpty() || messages.getFirst().role().equals(ASSISTANT))
            messages.addFirst(new Message(USER, OPENING));
        if (messages.getLast().role().equals(ASSISTANT)) messages.add(new Message(USER, GO_ON));
        return List.copyOf(messages);
    }

    private static void add(List<Message> messages, String role, String content) {
        if (messages.isEmpty() || !messages.getLast().role().equals(role)) {
            messages.add(new Message(role, content));
            return;
        }
        Message before = messages.removeLast();
        messages.add(new Message(role, before.content() + "\n\n" + content));
    }

    /** One message of the request. */
    public record Message(String role, String content) {}
}
