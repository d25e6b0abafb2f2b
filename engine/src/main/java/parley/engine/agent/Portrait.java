package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The files of a character, among those of the agent's owner, by their ids.
 *
 * @param picture what it looks like: a PNG, JPEG, WEBP or GIF
 * @param original the file that its card came in, where that was more than JSON: its assets are read from there
 */
public record Portrait(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String original) {}
