package parley.http.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import parley.engine.conversation.ConversationId;
import parley.engine.kernel.UserId;

/**
 * The ids of conversations whose clients chose them: where somebody else has one, and for {@code default}, which everybody
 * had, the user's mark is behind it, as the dialect of ChatsParty looks for it.
 */
final class RoomNames {
    private static final Pattern MARK = Pattern.compile("\\.u[0-9a-f]{12}$");
    private static final String EVERYBODYS = "default";
    private static final int MARK_DIGITS = 12;

    private RoomNames() {}

    static boolean everybodys(String id) {
        return id.equals(EVERYBODYS);
    }

    static ConversationId marked(UserId user, String id) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(user.value().getBytes(StandardCharsets.UTF_8));
            return new ConversationId(id + ".u" + HexFormat.of().formatHex(hash).substring(0, MARK_DIGITS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The id that its clients know. */
    static String told(ConversationId id) {
        return MARK.matcher(id.value()).replaceFirst("");
    }
}
