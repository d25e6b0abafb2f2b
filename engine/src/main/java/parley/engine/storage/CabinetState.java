package parley.engine.storage;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Journaled;
import parley.engine.kernel.UserId;

/**
 * What is in a user's cabinet.
 *
 * @param bytes of all files together
 * @param files those that are whole
 * @param uploads those that are on their way
 * @param leaving those that are gone for their owner, but whose bytes may still be in the store
 */
@JsonTypeName("file.state")
record CabinetState(long bytes, List<Item> files, List<Cabinet.Begun> uploads, List<FileId> leaving)
        implements Journaled {
    static final CabinetState EMPTY = new CabinetState(0, List.of(), List.of(), List.of());

    CabinetState {
        files = List.copyOf(files);
        uploads = List.copyOf(uploads);
        leaving = List.copyOf(leaving);
    }

    /** A file whose owner is known by the cabinet that it lies in. */
    record Item(
            FileId id,
            String name,
            String mediaType,
            long size,
            String sha256,
            @Nullable String conversation,
            Instant createdAt) {
        StoredFile owned(UserId owner) {
            return new StoredFile(id, owner, name, mediaType, size, sha256, conversation, createdAt);
        }
    }

    Optional<Item> file(FileId id) {
        return files.stream().filter(it -> it.id.equals(id)).findFirst();
    }

    Optional<Cabinet.Begun> upload(FileId id) {
        return uploads.stream().filter(it -> it.file().equals(id)).findFirst();
    }

    boolean knows(FileId id) {
        return file(id).isPresent() || upload(id).isPresent() || leaving.contains(id);
    }

    /** How many bytes are kept free for uploads that were begun since then. */
    long promised(Instant since) {
        return underWay(since).mapToLong(Cabinet.Begun::bytes).sum();
    }

    /** How many uploads were begun since then. */
    long uploads(Instant since) {
        return underWay(since).count();
    }

    private Stream<Cabinet.Begun> underWay(Instant since) {
        return uploads.stream().filter(it -> !it.at().isBefore(since));
    }

    CabinetState with(Cabinet.Begun upload) {
        return new CabinetState(bytes, files, added(uploads, upload), leaving);
    }

    CabinetState kept(Cabinet.Kept it) {
        return upload(it.file()).map(begun -> kept(it, begun)).orElse(this);
    }

    private CabinetState kept(Cabinet.Kept it, Cabinet.Begun begun) {
        Item item = new Item(
                it.file(), begun.name(), it.mediaType(), it.size(), it.sha256(), begun.conversation(), it.at());
        return new CabinetState(bytes + it.size(), added(files, item), without(it.file()), leaving);
    }

    CabinetState dropped(FileId id) {
        long freed = file(id).map(Item::size).orElse(0L);
        List<Item> others = files.stream().filter(it -> !it.id.equals(id)).toList();
        return new CabinetState(bytes - freed, others, without(id), added(leaving, id));
    }

    CabinetState erased(FileId id) {
        List<FileId> others = leaving.stream().filter(it -> !it.equals(id)).toList();
        return new CabinetState(bytes, files, uploads, others);
    }

    private List<Cabinet.Begun> without(FileId id) {
        return uploads.stream().filter(it -> !it.file().equals(id)).toList();
    }

    private static <T> List<T> added(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
