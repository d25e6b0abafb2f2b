package parley.http.live2d;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import parley.http.edge.Problem;

/**
 * Unpacks the model out of an archive: the files below the folder of its uppermost {@code *.model3.json}. What does not keep
 * its word, in number, length or checksum, is refused while it is unpacked.
 */
final class Unpacking {
    /** Files that compress better than this, and become more than that, were made to do so. */
    private static final long BEST_RATIO = 100;

    private static final long HARMLESS = 10 << 20;
    private static final int BUFFER = 1 << 16;
    private static final String UNNAMED = "model";
    private static final String HERE = "./";

    private final Contents contents;
    private final Contents.Entry model;
    private final List<Contents.Entry> kept;

    private Unpacking(Contents contents, Contents.Entry model) {
        this.contents = contents;
        this.model = model;
        String folder = model.name().folder();
        this.kept = contents.entries().stream()
                .filter(it -> it.name().wanted() && it.name().path().startsWith(folder))
                .toList();
    }

    /** Looks through an archive; a Problem where it is not to be unpacked. */
    static Unpacking of(Path archive, Live2dSettings settings) throws IOException {
        Contents contents = Contents.of(archive, settings.files());
        long size = contents.entries().stream().mapToLong(Contents.Entry::size).sum();
        long packed =
                contents.entries().stream().mapToLong(Contents.Entry::packed).sum();
        if (size > settings.unpacked())
            throw Problem.malformed("the archive becomes more than " + settings.unpacked() + " bytes");
        if (size > HARMLESS && size / BEST_RATIO > packed)
            throw Problem.malformed("the archive becomes far larger than it is, as no model does");
        checkPlaces(contents);
        Contents.Entry model = contents.entries().stream()
                .filter(it -> it.name().wanted())
                .filter(it -> it.name().path().toLowerCase(Locale.ROOT).endsWith(Model.ENDING))
                .min(Comparator.<Contents.Entry>comparingInt(it -> it.name().depth())
                        .thenComparing(it -> it.name().path()))
                .orElseThrow(() -> Problem.malformed("there is no *" + Model.ENDING + " in the archive"));
        return new Unpacking(contents, model);
    }

    /** No two files may want one place, whatever a file system takes for the same, nor one be a folder of another. */
    private static void checkPlaces(Contents contents) {
        Set<String> places = new HashSet<>();
        for (Contents.Entry it : contents.entries())
            if (!places.add(it.name().key()))
                throw Problem.malformed(
                        "the archive has two files of the name " + it.name().path());
        for (String place : places)
            for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1))
                if (places.contains(place.substring(0, slash)))
                    throw Problem.malformed("the archive has a file and a folder of the same name");
    }

    /** What the model may be called: letters, digits, {@code _} and {@code -} of the name of its {@code *.model3.json}. */
    String id() {
        String name = model.name().path().substring(model.name().folder().length());
        String stem = name.substring(0, name.length() - Model.ENDING.length());
        String id = stem.replaceAll("[^A-Za-z0-9_-]+", "_");
        return id.replace("_", "").isEmpty() ? UNNAMED : id.substring(0, Math.min(ModelId.LONGEST, id.length()));
    }

    int files() {
        return kept.size();
    }

    int skipped() {
        return contents.entries().size() - kept.size();
    }

    long bytes() {
        return kept.stream().mapToLong(Contents.Entry::size).sum();
    }

    /** Unpacks it into a folder that is not there yet, its {@code *.model3.json} under the name of the folder's model. */
    void into(Path folder, Path archive, String id) throws IOException {
        Files.createDirectory(folder);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Contents.Entry it : kept) {
                String below = it.name().path().substring(model.name().folder().length());
                Path place = folder.resolve(it.equals(model) ? id + Model.ENDING : below)
                        .normalize();
                if (!place.startsWith(folder)) throw Contents.damaged();
                Files.createDirectories(parent(place));
                unpack(zip, it, place);
            }
        } catch (ZipException | EOFException | FileAlreadyExistsException _) {
            throw Contents.damaged();
        }
        Model read = Model.of(id, folder.resolve(id + Model.ENDING));
        EntryName moc = EntryName.of(read.moc().startsWith(HERE) ? read.moc().substring(HERE.length()) : read.moc());
        if (!Files.isRegularFile(folder.resolve(moc.path())))
            throw Problem.malformed("the moc3 file that the " + Model.ENDING + " names is not in the archive");
    }

    private static Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? place : parent;
    }

    private static void unpack(ZipFile zip, Contents.Entry told, Path place) throws IOException {
        ZipEntry entry = zip.getEntry(told.given());
        if (entry == null) throw Contents.damaged();
        CRC32 sum = new CRC32();
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > told.size()) throw Contents.damaged();
                sum.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (length != told.size() || sum.getValue() != entry.getCrc()) throw Contents.damaged();
    }
}
