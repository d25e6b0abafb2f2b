package parley.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String GO_ON = "[Go on.]";

    private RoomRoles() {}

    public static List<Message> of(Prompt prompt) {
        List<Message> messages = new ArrayList<>();
        for (Prompt.Line line : prompt.lines()) add(messages, tagged(line));
        return bounded(messages);
    }

    /**
     * The same without merging, for models that know who speaks by a field of its own. Where a name does not fit into
     * such a field, all names stand before their texts instead, so that nobody is taken for another.
     */
    public static List<Message> named(Prompt prompt) {
        boolean fit = prompt.lines().stream()
                .filter(it -> !it.own() && !it.speaker().isBlank())
                .allMatch(it -> NAME.matcher(it.speaker()).matches());
        return bounded(new ArrayList<>(
                prompt.lines().stream().map(it -> fit ? named(it) : tagged(it)).toList()));
    }

    private static Message named(Prompt.Line line) {
        if (line.own()) return new Message(ASSISTANT, line.text());
        return new Message(USER, line.text(), line.speaker().isBlank() ? "" : line.speaker());
    }

    private static Message tagged(Prompt.Line line) {
        if (line.own()) return new Message(ASSISTANT, line.text());
        return new Message(USER, line.speaker().isBlank() ? line.text() : line.speaker() + ": " + line.text());
    }

    private static List<Message> bounded(List<Message> messages) {
        if (messages.isEmpty() || messages.getFirst().role().equals(ASSISTANT))
            messages.addFirst(new Message(USER, OPENING));
        if (messages.getLast().role().equals(ASSISTANT)) messages.add(new Message(USER, GO_ON));
        return List.copyOf(messages);
    }

    private static void add(List<Message> messages, Message next) {
        if (messages.isEmpty() || !messages.getLast().role().equals(next.role())) {
            messages.add(next);
            return;
        }
        Message before = messages.removeLast();
        messages.add(new Message(next.role(), before.content() + "\n\n" + next.content()));
    }

    /**
     * One message of the request.
     *
     * @param name who says it, where a field of its own tells that; else empty
     */
    public record Message(String role, String content, String name) {
        public Message(String role, String content) {
            this(role, content, "");
        }
    }
}
