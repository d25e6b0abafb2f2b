package parley.http.companion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.Portrait;
import parley.engine.kernel.Refusal;

/**
 * The moving model that a character is to be shown with, in either spelling.
 *
 * @param model absent where nothing is said of it; empty to take it away
 * @param path likewise
 */
record MovingForm(@Nullable String model, @Nullable String path) {
    private static final int LONGEST = 1000;
    private static final String[] MODEL = {"live2dModelId", "live2d_model_id"};
    private static final String[] PATH = {"live2dModelPath", "live2d_model_path"};

    MovingForm {
        check(model);
        check(path);
    }

    private static void check(@Nullable String text) {
        if (text != null && (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)))
            throw Refusal.invalid("a model's id and path have at most " + LONGEST + " characters in one line");
    }

    /** What a body says: null clears only where an old client means it so, and is passed over elsewhere. */
    static MovingForm of(JsonNode body, boolean nullClears) {
        return new MovingForm(text(body, nullClears, MODEL), text(body, nullClears, PATH));
    }

    private static @Nullable String text(JsonNode body, boolean nullClears, String... names) {
        Optional<JsonNode> said =
                Stream.of(names).filter(body::has).map(body::get).findFirst();
        if (said.isEmpty()) return null;
        JsonNode value = said.get();
        if (value.isNull()) return nullClears ? "" : null;
        if (!value.isTextual()) throw Refusal.invalid(names[0] + " must be a text");
        return value.asText();
    }

    /** What the fields of a form say; a blank one says nothing. */
    static MovingForm of(Map<String, String> fields) {
        return new MovingForm(text(fields, MODEL), text(fields, PATH));
    }

    private static @Nullable String text(Map<String, String> fields, String... names) {
        return Stream.of(names)
                .map(it -> fields.getOrDefault(it, ""))
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse(null);
    }

    boolean saysNothing() {
        return model == null && path == null;
    }

    /** What is not said stays. */
    Portrait applied(Portrait portrait) {
        return portrait.moving(
                model == null ? portrait.live2dModel() : given(model),
                path == null ? portrait.live2dPath() : given(path));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
