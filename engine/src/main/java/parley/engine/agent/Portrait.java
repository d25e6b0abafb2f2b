package parley.engine.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a character looks like. Files are among those of the agent's owner, by their ids.
 *
 * @param picture what it looks like: a PNG, JPEG, WEBP or GIF
 * @param original the file that its card came in: its assets are read from there
 * @param live2dModel the moving model that it is shown with, by its id
 * @param live2dPath where that model is
 */
public record Portrait(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String original,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String live2dModel,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String live2dPath) {
    /** Of a character of which nothing is known but its card. */
    public static final Portrait NONE = new Portrait(null, null, null, null);

    /** Without a moving model. */
    public Portrait(@Nullable String picture, @Nullable String original) {
        this(picture, original, null, null);
    }

    /** The same with other files. */
    public Portrait with(@Nullable String otherPicture, @Nullable String otherOriginal) {
        return new Portrait(otherPicture, otherOriginal, live2dModel, live2dPath);
    }

    /** The same with another moving model. */
    public Portrait moving(@Nullable String model, @Nullable String path) {
        return new Portrait(picture, original, model, path);
    }
}
