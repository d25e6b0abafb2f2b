package parley.http.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.recording.RecordingKey;
import parley.engine.recording.Studio;

/**
 * Files in one folder, which several servers may share. They are named by a hash of the recording's key, because an id may
 * hold what a file name may not. Whoever writes a file holds a lock on it, so that one nobody writes any more is known.
 */
final class FolderFiles implements RecordingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);
    private static final String UNFINISHED = ".new";

    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder;
    }

    /** Deletes what servers left unfinished that are gone. */
    void clean() {
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : files) if (isAbandoned(file)) Files.deleteIfExists(file);
        } catch (IOException unreadable) {
            LOG.warn("Unfinished recordings in {} cannot be removed: {}", folder, unreadable.toString());
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public Draft begin() throws IOException {
        Files.createDirectories(folder);
        return new LockedFile(Files.createTempFile(folder, "", UNFINISHED));
    }

    @Override
    public Optional<Studio.Kept> find(RecordingKey key, String suffix) throws IOException {
        Path file = file(key, suffix);
        try {
            return Optional.of(new Studio.Kept(
                    Files.size(file), FileIO.fromPath(file).mapMaterializedValue(_ -> NotUsed.getInstance())));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void erase(RecordingKey key) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name(key) + ".*")) {
            for (Path file : files) Files.deleteIfExists(file);
        }
    }

    private Path file(RecordingKey key, String suffix) {
        return folder.resolve(name(key) + "." + suffix);
    }

    private static String name(RecordingKey key) {
        try {
            byte[] text = key.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** A temporary file beside those that are finished. */
    private final class LockedFile implements Draft {
        private final Path path;
        private final FileChannel channel;

        LockedFile(Path path) throws IOException {
            this.path = path;
            this.channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.READ);
            this.channel.lock();
        }

        @Override
        public FileChannel channel() {
            return channel;
        }

        @Override
        public void keep(RecordingKey key, String suffix) throws IOException {
            channel.force(true);
            Files.move(path, file(key, suffix), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(path);
        }
    }
}
