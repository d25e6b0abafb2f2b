package parley.http.character;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.storage.FileName;
import parley.http.edge.Problem;

/**
 * A file that has come as a whole and lies on the disk until its request is answered.
 *
 * @param name what its sender calls it
 * @param refusal why it is not taken, whatever is in it
 */
public record Incoming(
        String name, Path file, long bytes, @Nullable Problem refusal) {
    /** What is on the disk; refuses what is not taken. */
    Path readable() {
        if (refusal != null) throw refusal;
        return file;
    }

    /** The same, not taken. */
    Incoming refused(Problem why) {
        return new Incoming(name, file, bytes, why);
    }

    /** The same with other bytes in its place on the disk. */
    public Incoming holding(byte[] other) throws IOException {
        Files.write(file, other);
        return new Incoming(name, file, other.length, refusal);
    }

    /** A name that it can be stored under. */
    FileName stored() {
        try {
            return FileName.of(name);
        } catch (Refusal unusable) {
            return new FileName("card");
        }
    }

    /** All of it. */
    public byte[] content() throws IOException {
        return Files.readAllBytes(readable());
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
