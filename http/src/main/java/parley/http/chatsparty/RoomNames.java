package parley.http.chatsparty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;

/**
 * The ids of conversations whose clients chose them, as {@code conv_<milliseconds>}: where somebody else has one, and for
 * {@code default}, which everybody has, the user's mark is behind it, and is taken off again whenever it is told.
 */
public final class RoomNames {
    private static final Pattern MARK = Pattern.compile("\\.u[0-9a-f]{12}$");
    private static final String EVERYBODYS = "default";
    private static final int MARK_DIGITS = 12;

    private RoomNames() {}

    /** Whether every user may have a conversation of this id. */
    public static boolean everybodys(String id) {
        return id.equals(EVERYBODYS);
    }

    /** The id with the user's mark behind it. */
    public static ConversationId marked(UserId user, String id) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(user.value().getBytes(StandardCharsets.UTF_8));
            return new ConversationId(id + ".u" + HexFormat.of().formatHex(hash).substring(0, MARK_DIGITS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The id that its clients know. */
    public static String told(ConversationId id) {
        return MARK.matcher(id.value()).replaceFirst("");
    }
}
