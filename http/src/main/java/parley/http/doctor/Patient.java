package parley.http.doctor;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The deployment that is examined.
 *
 * @param config the whole configuration, as a server would start with
 * @param operators what the operator's own file says, unmerged
 * @param file where that is
 */
public record Patient(
        Config config, Config operators, Optional<Path> file, Map<String, String> environment, String version) {
    public Patient {
        environment = Map.copyOf(environment);
    }

    Config parley() {
        return config.getConfig("parley");
    }

    /** Whether strangers can reach the server. */
    boolean isPublic() {
        return !Network.isLoopback(config.getString("parley.http.host"));
    }

    @Override
    public String toString() {
        return "Patient[" + file + "]";
    }
}
