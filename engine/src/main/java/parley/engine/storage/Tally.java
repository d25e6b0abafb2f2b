package parley.engine.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import parley.engine.kernel.Refusal;

/** Counts and hashes the bytes of one upload as they pass, and ends it where they become too many. Used by one stream. */
final class Tally {
    private final MessageDigest digest;
    private final long room;
    private final long largest;
    private long size;

    /** A tally of what may have {@code room} bytes, which is less than {@code largest} where the owner's quota says so. */
    Tally(long room, long largest) {
        this.room = room;
        this.largest = largest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ByteString counted(ByteString bytes) {
        size += bytes.size();
        if (size > largest) throw new TooLarge(largest);
        if (size > room)
            throw Refusal.conflict("there is no room for this file: " + room + " bytes are left; delete files first");
        for (ByteBuffer buffer : bytes.getByteBuffers()) digest.update(buffer);
        return bytes;
    }

    /** What has passed; ask once, at the end. */
    Content content(String mediaType) {
        return new Content(mediaType, size, HexFormat.of().formatHex(digest.digest()));
    }
}
