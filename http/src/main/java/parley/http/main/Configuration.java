package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration in its layers; whatever is wrong with it is told in one sentence. */
final class Configuration {
    private static final String ENV_FILE = "parley.companion.env-file";
    private static final String CONFIG_FILE = "parley.companion.config-file";

    private Configuration() {}

    static Config load(@Nullable Path file) {
        return load(file, System.getenv(), Path.of(""));
    }

    /** The same with another environment, and with the files of the AI Companion in another place. */
    static Config load(@Nullable Path file, Map<String, String> environment, Path directory) {
        try {
            Config operators = operators(file);
            Config said = ConfigFactory.defaultOverrides()
                    .withFallback(ConfigFactory.parseResources("environment.conf"))
                    .withFallback(CompanionFiles.environment(environment));
            Config places = said.withFallback(operators)
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
            return said.withFallback(companions(places, ENV_FILE, ".env", directory, CompanionFiles::lines))
                    .withFallback(operators)
                    .withFallback(companions(places, CONFIG_FILE, "config.json", directory, CompanionFiles::json))
                    .withFallback(ConfigFactory.parseResources("application.conf"))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException failure) {
            throw new CannotStart("the configuration cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** A file of the AI Companion: the usual one where it is there, one that somebody named in any case. */
    private static Config companions(
            Config places, String path, String usual, Path directory, Function<Path, Config> read) {
        String name = places.hasPath(path) ? places.getString(path) : usual;
        if (name.isEmpty()) return ConfigFactory.empty();
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) return read.apply(file);
        if (name.equals(usual)) return ConfigFactory.empty();
        throw new CannotStart("there is no file " + file + ", which " + path + " names", null);
    }

    private static Config operators(@Nullable Path file) {
        if (file == null) return ConfigFactory.empty();
        if (!Files.isReadable(file)) throw new CannotStart("there is no configuration file " + file, null);
        return ConfigFactory.parseFile(file.toFile());
    }
}
