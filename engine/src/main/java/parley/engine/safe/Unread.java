package parley.engine.safe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** What is said of a stored key that cannot be read: the same whatever is wrong, so that nobody learns by trying. */
final class Unread {
    private Unread() {}

    static Refusal refusal() {
        return Refusal.invalid("this stored key cannot be read with that secret");
    }

    /** The text in opened bytes; no provider's key holds control characters. */
    static Secret text(byte[] opened) throws GeneralSecurityException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(opened))
                    .toString();
            if (text.chars().anyMatch(Character::isISOControl)) throw new GeneralSecurityException();
            return new Secret(text);
        } catch (CharacterCodingException _) {
            throw new GeneralSecurityException();
        }
    }
}
