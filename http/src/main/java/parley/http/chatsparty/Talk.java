package parley.http.chatsparty;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.UserId;

/**
 * Somebody says something to agents.
 *
 * @param conversation the id that the client knows it by
 * @param agents their ids; empty for whoever sits there already
 * @param turns how many replies at most
 * @param message the message's own id
 * @param span the span of a trace that it comes from, if anybody traces
 */
record Talk(
        UserId user,
        String conversation,
        Seats seats,
        List<String> agents,
        String text,
        List<Attachment> files,
        int turns,
        String message,
        @Nullable String span) {
    private static final int TITLE_CHARACTERS = 50;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Who answers. */
    enum Seats {
        /** One agent, in a conversation that is opened where it is not there yet. */
        ONE,
        /** Two or more, in such a conversation. */
        SEVERAL,
        /** The same, in a conversation that must be there. */
        SEVERAL_THERE,
        /** One, in a conversation that must be there. */
        ONE_THERE
    }

    Talk {
        agents = agents.stream().distinct().toList();
        files = List.copyOf(files);
    }

    Talk(
            UserId user,
            String conversation,
            Seats seats,
            List<String> agents,
            String text,
            List<Attachment> files,
            int turns,
            String message) {
        this(user, conversation, seats, agents, text, files, turns, message, null);
    }

    /** The same as part of a span. */
    Talk within(@Nullable String part) {
        return new Talk(user, conversation, seats, agents, text, files, turns, message, part);
    }

    /** An id for a conversation that its client gave none. */
    static String newConversation() {
        return "conv_" + UUID.randomUUID();
    }

    static String newMessage() {
        return UUID.randomUUID().toString();
    }

    boolean several() {
        return seats == Seats.SEVERAL || seats == Seats.SEVERAL_THERE;
    }

    boolean mustBeThere() {
        return seats == Seats.SEVERAL_THERE || seats == Seats.ONE_THERE;
    }

    /** What a conversation is called that begins with this: its first characters. */
    String title() {
        String line = SPACE.matcher(text.strip()).replaceAll(" ");
        if (line.isEmpty()) return "Conversation";
        int most = Math.min(TITLE_CHARACTERS, line.codePointCount(0, line.length()));
        return line.substring(0, line.offsetByCodePoints(0, most)).strip();
    }

    String told() {
        return Attachments.told(text, files);
    }
}
