package parley.http.document;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of reading, {@code parley.documents}.
 *
 * @param largest bytes of a document that is read at all
 * @param characters of its text that are read
 * @param pages of a PDF that are read
 * @param inflated bytes that a compressed text may become
 * @param timeout how long one document may take, waiting included
 * @param atOnce documents that are read at the same time
 * @param memory bytes of the process that reads a PDF
 */
public record DocumentSettings(
        long largest, int characters, int pages, long inflated, Duration timeout, int atOnce, long memory) {
    /** Reads {@code parley.documents}. */
    public static DocumentSettings from(Config config) {
        return new DocumentSettings(
                config.getBytes("largest"),
                config.getInt("characters"),
                config.getInt("pages"),
                config.getBytes("inflated"),
                config.getDuration("timeout"),
                config.getInt("at-once"),
                config.getBytes("memory"));
    }
}
