package parley.http.main;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an installation of the AI Companion was configured by, {@code config.json} and {@code .env}, as settings of this
 * server. Whatever is in them and means nothing here is told by name and never by value.
 */
final class CompanionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionFiles.class);
    /** Such files have a few lines; anything larger is something else. */
    private static final int LARGEST = 256 * 1024;

    private static final int DEEPEST = 8;
    private static final String OURS = "PARLEY_";
    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private CompanionFiles() {}

    /** The Companion's keys in the environment. */
    static Config environment(Map<String, String> environment) {
        return CompanionKeys.settings("the environment", environment, CompanionKeys.ENVIRONMENT_KEYS);
    }

    /** A file of lines {@code KEY=value}; ours among them count as if they stood in the environment. */
    static Config lines(Path file) {
        Map<String, String> values = EnvLines.of(file, text(file));
        tell(
                file,
                values.keySet().stream().filter(it -> !it.startsWith(OURS)).collect(Collectors.toSet()),
                CompanionKeys.ENVIRONMENT_KEYS);
        return ours(values)
                .withFallback(CompanionKeys.settings(file.toString(), values, CompanionKeys.ENVIRONMENT_KEYS));
    }

    /** A file of JSON; empty where it is not the Companion's. */
    static Config json(Path file) {
        JsonNode read = read(file);
        if (CompanionKeys.SECTIONS.stream().noneMatch(it -> read.path(it).isObject())) {
            LOG.warn("{} is not used: it is no configuration of the AI Companion", file);
            return ConfigFactory.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        flatten(file, "", read, values);
        tell(file, values.keySet(), CompanionKeys.FILE_KEYS);
        return CompanionKeys.settings(file.toString(), values, CompanionKeys.FILE_KEYS);
    }

    private static Config ours(Map<String, String> values) {
        Map<String, String> ours = values.entrySet().stream()
                .filter(it -> it.getKey().startsWith(OURS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ConfigFactory.parseResources("environment.conf")
                .withFallback(ConfigFactory.parseMap(ours))
                .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false))
                .withOnlyPath("parley");
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode read = JSON.readTree(text(file));
            return read == null ? JSON.createObjectNode() : read;
        } catch (JsonProcessingException failure) {
            throw new CannotStart(
                    file + " is no good JSON: " + failure.getOriginalMessage() + " at line "
                            + failure.getLocation().getLineNr()
                            + ". Mend it, or set PARLEY_COMPANION_CONFIG to another file, or to nothing.",
                    failure);
        }
    }

    private static void flatten(Path file, String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(it -> flatten(
                            file, name.isEmpty() ? it.getKey() : name + "." + it.getKey(), it.getValue(), into));
        } else if (node.isArray()) {
            throw new CannotStart(name + " in " + file + " must be one value and no list", null);
        } else if (!node.isNull()) {
            into.put(name, node.asText());
        }
    }

    private static void tell(Path file, Set<String> found, List<CompanionKey> known) {
        Set<String> idle = new TreeSet<>(found);
        known.forEach(it -> idle.remove(it.name()));
        if (!idle.isEmpty()) LOG.warn("{}: these mean nothing here: {}", file, String.join(", ", idle));
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new CannotStart(file + " has more than " + LARGEST + " bytes", null);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException failure) {
            throw new CannotStart(file + " is not written in UTF-8", failure);
        } catch (IOException failure) {
            throw new CannotStart(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
