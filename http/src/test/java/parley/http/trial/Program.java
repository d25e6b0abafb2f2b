package parley.http.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** What a server's process runs. */
record Program(String classPath, String mainClass, List<String> flags) {
    private static final String SEPARATOR = System.getProperty("path.separator");
    private static final String OURS = System.getProperty("java.class.path");

    /** How long an archive may take to be written once its server has ended. */
    private static final Duration TO_PACK = Duration.ofMinutes(10);

    /** The server as it is shipped. */
    static final Program PARLEY = new Program(OURS, "parley.http.main.Parley", List.of());

    /** The same with fail-points between it and its engines. */
    static final Program DOOMED = new Program(OURS, "parley.http.main.DoomedServer", List.of());

    /**
     * The same program out of an archive of its loaded classes, which halves the time of its start. Made once, by a run
     * that does what the others will do: {@code settings} are theirs.
     */
    Program quickened(Path folder, List<String> settings) {
        Path archive = folder.resolve("classes.aot");
        Program packed = new Program(packed(folder), mainClass, List.of("-XX:AOTCacheOutput=" + archive));
        try (ServerProcess trained = new ServerProcess(packed, create(folder.resolve("training")), settings)) {
            trained.start();
            new Guest(trained, "trainee", 1).stay();
            trained.stop(TO_PACK);
            if (!Files.exists(archive)) throw new IllegalStateException("no archive of classes:\n" + trained.said());
        }
        return new Program(packed.classPath, mainClass, List.of("-XX:AOTCache=" + archive));
    }

    /** Directories of classes packed into files: an archive knows only those. */
    private String packed(Path folder) {
        List<String> places = new ArrayList<>();
        for (String place : classPath.split(SEPARATOR, -1)) {
            Path path = Path.of(place);
            if (Files.isDirectory(path)) places.add(packed(path, folder.resolve("classes-" + places.size() + ".jar")));
            else places.add(place);
        }
        return String.join(SEPARATOR, places);
    }

    private static String packed(Path directory, Path jar) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(directory)) {
            // With an entry for each directory: whoever looks for files in a jar looks for their directory first.
            for (Path path : files.skip(1).sorted().toList()) {
                boolean inside = Files.isDirectory(path);
                out.putNextEntry(new JarEntry(directory.relativize(path) + (inside ? "/" : "")));
                if (!inside) Files.copy(path, out);
                out.closeEntry();
            }
            return jar.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
