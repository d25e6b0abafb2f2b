package parley.engine.safe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Master keys in a file, one a line, the newest last; only the server's own user may read it. */
final class KeyFile {
    private static final String FILE = "master.keys";
    private static final String NEXT = "master.keys.next";

    private final Path directory;
    private final Path file;

    KeyFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
    }

    /** The keys; where there is no file, one with a fresh key is made. */
    List<MasterKey> read(SecureRandom random) {
        try {
            Files.createDirectories(directory);
            if (Files.notExists(file)) make(MasterKey.fresh(random));
            List<MasterKey> keys = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .map(MasterKey::of)
                    .toList();
            if (keys.isEmpty()) throw new IOException("it holds no key");
            return keys;
        } catch (IOException | IllegalArgumentException failure) {
            throw new UncheckedIOException(
                    "the master keys in " + file + " cannot be used: " + failure.getMessage(),
                    new IOException(failure));
        }
    }

    /** Puts a whole new file in the place of the old one, which is there until the new one is. */
    void write(List<MasterKey> keys) {
        Path next = directory.resolve(NEXT);
        try {
            Files.deleteIfExists(next);
            create(next, keys);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("the master keys in " + file + " cannot be written", failure);
        }
    }

    private void make(MasterKey key) throws IOException {
        Path own = directory.resolve(FILE + "." + key.id());
        try {
            create(own, List.of(key));
            Files.createLink(file, own);
        } catch (FileAlreadyExistsException _) {
            // Another server on the same directory was quicker: its key is as good.
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static void create(Path at, List<MasterKey> keys) throws IOException {
        String lines = keys.stream().map(it -> it.text() + "\n").collect(Collectors.joining());
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(lines);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(at, options, ownerOnly(at))) {
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path at) {
        boolean posix = at.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
