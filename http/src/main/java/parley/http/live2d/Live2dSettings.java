package parley.http.live2d;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code parley.companion.live2d} says.
 *
 * @param folder where models are kept; servers of a cluster share it
 * @param shared a folder of the operator's own models, one folder each, that everybody sees; it may be missing
 * @param largest the most bytes of an archive
 * @param unpacked the most bytes that it may become
 * @param files the most files in it
 * @param models the most models of one owner
 * @param atOnce archives that are received at the same time
 * @param within how long an archive may take to come
 */
public record Live2dSettings(
        Path folder, Path shared, long largest, long unpacked, int files, int models, int atOnce, Duration within) {
    /** Reads {@code parley.companion.live2d}. */
    public static Live2dSettings from(Config config) {
        return new Live2dSettings(
                Path.of(config.getString("folder")),
                Path.of(config.getString("shared")),
                config.getBytes("largest"),
                config.getBytes("unpacked"),
                config.getInt("files"),
                config.getInt("models"),
                config.getInt("at-once"),
                config.getDuration("within"));
    }
}
