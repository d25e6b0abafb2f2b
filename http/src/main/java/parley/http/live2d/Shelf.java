package parley.http.live2d;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Problem;

/**
 * Where models stand: a folder for each owner with a folder for each model, and one of the operator's for everybody. All of
 * it blocks; whoever calls has a thread for that.
 */
public final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    /** Of what is received, unpacked or thrown away; no owner's folder begins like this. */
    private static final String WORKSHOP = ".workshop";

    /** What lies there longer was left by a server that died. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Names that are tried where one is taken. */
    private static final int MOST_NUMBERED = 1000;

    /** The kinds of files that are unpacked and served. */
    public static final List<String> EXTENSIONS = EntryName.EXTENSIONS;

    private final Live2dSettings settings;

    public Shelf(Live2dSettings settings) {
        this.settings = settings;
    }

    /** A model that has just come, and what became of its archive. */
    public record Kept(Model model, int files, long bytes, int skipped) {}

    /** A place for an archive that is about to come, with all that is made of it; it goes when it is closed. */
    public record Bench(Path folder) implements AutoCloseable {
        public Path archive() {
            return folder.resolve("archive.zip");
        }

        Path unpacked() {
            return folder.resolve("unpacked");
        }

        @Override
        public void close() {
            clear(folder);
        }
    }

    /** CONFLICT where the owner has as many models as one may have. */
    public Bench bench(UserId owner) {
        if (own(owner).size() >= settings.models())
            throw Refusal.conflict("you have " + settings.models() + " models; delete one first");
        try {
            Path workshop = Files.createDirectories(settings.folder().resolve(WORKSHOP));
            return new Bench(
                    Files.createDirectory(workshop.resolve(UUID.randomUUID().toString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unpacks the archive on a bench and puts it on the shelf; a Problem says why it does not belong there. */
    public Kept keep(UserId owner, Bench bench) {
        try {
            Unpacking unpacking = Unpacking.of(bench.archive(), settings);
            ModelId first = new ModelId(unpacking.id());
            unpacking.into(bench.unpacked(), bench.archive(), first.value());
            ModelId id = placed(bench.unpacked(), folder(owner), first);
            return new Kept(
                    Model.of(id.value(), opening(folder(owner).resolve(id.value()), id)),
                    unpacking.files(),
                    unpacking.bytes(),
                    unpacking.skipped());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The file that a model is opened by is called like its folder, as the page asks for it. */
    private static ModelId placed(Path unpacked, Path shelf, ModelId wish) throws IOException {
        Files.createDirectories(shelf);
        ModelId called = wish;
        for (int number = 0; number < MOST_NUMBERED; number++) {
            ModelId id = number == 0 ? wish : wish.numbered(number);
            Path place = shelf.resolve(id.value());
            if (Files.exists(place)) continue;
            Files.move(opening(unpacked, called), opening(unpacked, id), StandardCopyOption.ATOMIC_MOVE);
            called = id;
            try {
                Files.move(unpacked, place, StandardCopyOption.ATOMIC_MOVE);
                return id;
            } catch (DirectoryNotEmptyException | FileAlreadyExistsException _) {
                LOG.debug("the name {} was taken meanwhile", id.value());
            } catch (AtomicMoveNotSupportedException failure) {
                throw new IOException("the folder of models must lie on one disk", failure);
            }
        }
        throw Refusal.conflict("there are too many models of this name");
    }

    private static Path opening(Path folder, ModelId id) {
        return folder.resolve(id.value() + Model.ENDING);
    }

    /** The models of an owner and those of everybody, by their names. */
    public List<Model> models(UserId owner) {
        List<Model> all = new ArrayList<>(own(owner));
        for (Model it : in(settings.shared()))
            if (all.stream().noneMatch(own -> own.id().equals(it.id()))) all.add(it);
        return all;
    }

    private List<Model> own(UserId owner) {
        return in(folder(owner));
    }

    /** Takes a model away; NOT_FOUND where its owner has none of that name, FORBIDDEN for one of the operator's. */
    public void delete(UserId owner, ModelId id) {
        Path place = folder(owner).resolve(id.value());
        if (!Files.isDirectory(place)) {
            if (Files.isDirectory(settings.shared().resolve(id.value())))
                throw Refusal.forbidden("this model belongs to the server and stays");
            throw Refusal.notFound("there is no model " + id.value());
        }
        try {
            Path workshop = Files.createDirectories(settings.folder().resolve(WORKSHOP));
            Path gone = workshop.resolve(UUID.randomUUID().toString());
            Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
            clear(gone);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file of a model, where there is one of that name that may be shown: the owner's own, or else everybody's. */
    public Optional<Path> file(UserId owner, String id, String below) {
        return Stream.of(folder(owner), settings.shared())
                .flatMap(it -> file(it, id, below).stream())
                .findFirst();
    }

    private static Optional<Path> file(Path shelf, String id, String below) {
        if (!ModelId.matches(id)) return Optional.empty();
        try {
            EntryName name = EntryName.of(below);
            if (!name.wanted() || !name.path().equals(below)) return Optional.empty();
            Path model = shelf.resolve(id);
            Path file = model.resolve(below);
            // The folder of everybody's may have links in it, but none that leads out.
            boolean within = Files.isRegularFile(file) && file.toRealPath().startsWith(model.toRealPath());
            return within ? Optional.of(file) : Optional.empty();
        } catch (Problem _) {
            return Optional.empty();
        } catch (IOException gone) {
            LOG.debug("a file of a model is gone: {}", gone.toString());
            return Optional.empty();
        }
    }

    private Path folder(UserId owner) {
        // The one character of an id that not every system takes in a name.
        return settings.folder().resolve(owner.value().replace(':', '='));
    }

    private static List<Model> in(Path shelf) {
        if (!Files.isDirectory(shelf)) return List.of();
        try (Stream<Path> folders = Files.list(shelf)) {
            return folders.filter(Files::isDirectory)
                    .filter(it -> ModelId.matches(String.valueOf(it.getFileName())))
                    .sorted()
                    .flatMap(it -> read(it).stream())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Model> read(Path folder) {
        try {
            Optional<Path> model = model(folder);
            if (model.isEmpty()) return Optional.empty();
            return Optional.of(Model.of(String.valueOf(folder.getFileName()), model.get()));
        } catch (IOException | Problem unreadable) {
            LOG.warn("the model {} cannot be read: {}", folder.getFileName(), unreadable.toString());
            return Optional.empty();
        }
    }

    /** The file that a model is opened by; of several, that with the folder's name. */
    private static Optional<Path> model(Path folder) throws IOException {
        String own = folder.getFileName() + Model.ENDING;
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(Model.ENDING))
                    .min(Comparator.<Path, Boolean>comparing(it -> !it.endsWith(own))
                            .thenComparing(it -> it));
        }
    }

    /** Clears away what servers that died left in the workshop. */
    public void sweep() {
        Path workshop = settings.folder().resolve(WORKSHOP);
        if (!Files.isDirectory(workshop)) return;
        Instant old = Instant.now().minus(ABANDONED);
        try (Stream<Path> left = Files.list(workshop)) {
            for (Path it : left.toList())
                if (Files.getLastModifiedTime(it).toInstant().isBefore(old)) clear(it);
        } catch (IOException failure) {
            LOG.warn("leftovers of models cannot be looked for: {}", failure.toString());
        }
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path it : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(it);
        } catch (IOException | UncheckedIOException failure) {
            LOG.warn("leftovers of a model stay for the next sweep: {}", failure.toString());
        }
    }
}
