package parley.http.gguf;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelInfo;

/**
 * What {@code parley.models.gguf} says.
 *
 * @param context tokens of the window; 0 for what the model was trained for, but no more than is usual
 * @param threads that compute; 0 for one a processor
 * @param waiting the most answers that wait for the one before
 * @param temperature what the model answers at; absent for what is usual
 */
public record GgufSettings(
        Path path,
        int context,
        int threads,
        int waiting,
        @Nullable Double temperature) {
    /** The model file, where one is given. */
    public static Optional<GgufSettings> of(Config gguf, @Nullable Double temperature) {
        String path = gguf.getString("path").strip();
        if (path.isEmpty()) return Optional.empty();
        return Optional.of(new GgufSettings(
                Path.of(path), gguf.getInt("context"), gguf.getInt("threads"), gguf.getInt("waiting"), temperature));
    }

    int window(int trained) {
        if (context > 0) return context;
        return trained > 0 ? Math.min(trained, ModelInfo.USUAL_CONTEXT) : ModelInfo.USUAL_CONTEXT;
    }

    int cores() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
