package parley.http.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the configuration in its layers; whatever is wrong with it is told in one sentence. */
final class Configuration {
    private Configuration() {}

    static Config load(@Nullable Path file) {
        try {
            return ConfigFactory.defaultOverrides()
                    .withFallback(ConfigFactory.parseResources("environment.conf"))
                    .withFallback(operators(file))
                    .withFallback(ConfigFactory.parseResources("application.conf"))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException failure) {
            throw new CannotStart("the configuration cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Config operators(@Nullable Path file) {
        if (file == null) return ConfigFactory.empty();
        if (!Files.isReadable(file)) throw new CannotStart("there is no configuration file " + file, null);
        return ConfigFactory.parseFile(file.toFile());
    }
}
