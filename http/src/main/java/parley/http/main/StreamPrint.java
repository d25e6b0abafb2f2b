package parley.http.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.FeedEvent;
import parley.engine.kernel.JournalJson;

/**
 * The fingerprint of everything a viewer sees of a conversation, made as the engine's own verification makes it: two
 * ways to the same number. Used by one reader only.
 */
final class StreamPrint {
    private final ConversationId id;
    private final MessageDigest digest = sha256();
    private long events;
    private boolean broken;

    StreamPrint(ConversationId id) {
        this.id = id;
    }

    StreamPrint after(FeedEvent.Recorded it) {
        events++;
        String name = JournalJson.name(it.event().getClass());
        digest.update((it.cursor() + " " + name + " ").getBytes(UTF_8));
        digest.update(JournalJson.write(it.event()));
        return this;
    }

    /** The conversation cannot be read. */
    StreamPrint broken() {
        broken = true;
        return this;
    }

    boolean holds() {
        return !broken;
    }

    long events() {
        return events;
    }

    /** The fingerprint, how many events it is of, and the conversation. */
    String line() {
        String print = broken ? "unreadable" : HexFormat.of().formatHex(digest.digest());
        return print + "  " + events + "  " + id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
