package parley.http.manual;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;

/** What each resource tells of itself: the YAML files beside the common part, from a folder or from a jar. */
final class Fragments {
    /** What they have in common. */
    static final String COMMON = "common.yaml";

    private static final String FOLDER = "openapi/";
    private static final String ENDING = ".yaml";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Fragments() {}

    /** All of them by the names of their files, the common part among them. */
    static SequencedMap<String, JsonNode> read() {
        try {
            SequencedMap<String, JsonNode> read = new TreeMap<>();
            for (String name : names(found(COMMON))) {
                try (InputStream fragment = found(name).openStream()) {
                    read.put(name, YAML.readTree(fragment));
                }
            }
            return read;
        } catch (IOException failure) {
            throw new UncheckedIOException("the OpenAPI fragments cannot be read", failure);
        }
    }

    private static URL found(String name) {
        return Objects.requireNonNull(Fragments.class.getResource("/" + FOLDER + name), name);
    }

    private static List<String> names(URL one) throws IOException {
        URLConnection connection = one.openConnection();
        return connection instanceof JarURLConnection jar ? inJar(jar) : inFolder(one);
    }

    private static List<String> inJar(JarURLConnection jar) throws IOException {
        return jar.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(it -> it.startsWith(FOLDER) && it.endsWith(ENDING))
                .map(it -> it.substring(FOLDER.length()))
                .toList();
    }

    private static List<String> inFolder(URL one) throws IOException {
        List<String> names = new ArrayList<>();
        try (var files =
                Files.newDirectoryStream(Objects.requireNonNull(path(one).getParent()), "*" + ENDING)) {
            files.forEach(it -> names.add(String.valueOf(it.getFileName())));
        }
        return names;
    }

    private static Path path(URL file) throws IOException {
        try {
            URI address = file.toURI();
            return Path.of(address);
        } catch (URISyntaxException failure) {
            throw new IOException("this is no address of a file: " + file, failure);
        }
    }
}
