package parley.http.companion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentProfile;
import parley.engine.card.CardData;
import parley.http.character.Figure;
import parley.http.character.Kept;

/** Characters as both of the Companion's servers told of them, in either spelling. */
final class CharacterAnswers {
    private static final int DESCRIPTION = 100;
    private static final int PERSONALITY = 50;

    private CharacterAnswers() {}

    /** Any answer with something in it. */
    record Data<T>(boolean success, T data) {
        static <T> Data<T> of(T data) {
            return new Data<>(true, data);
        }
    }

    /** An answer that says what was done. */
    record Done(boolean success, String message) {}

    /** The moving model that a character is shown with; told even where there is none, as its page asks for it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Moving(
            @Nullable String live2dModelId,
            @Nullable String live2dModelPath,
            @JsonProperty("live2d_model_id") @Nullable String snakeModelId,
            @JsonProperty("live2d_model_path") @Nullable String snakeModelPath) {
        static Moving of(Figure figure) {
            String model = figure.portrait().live2dModel();
            String path = figure.portrait().live2dPath();
            return new Moving(model, path, model, path);
        }
    }

    /** When it was made and changed. */
    record Times(
            Instant createdAt,
            Instant updatedAt,
            @JsonProperty("created_at") Instant snakeCreated,
            @JsonProperty("updated_at") Instant snakeUpdated) {
        static Times of(AgentProfile it) {
            return new Times(it.createdAt(), it.updatedAt(), it.createdAt(), it.updatedAt());
        }
    }

    /** One of a list: of its texts the beginnings (contract §2.1, §2.2). */
    record Line(
            String id,
            String name,
            String description,
            String personality,
            @JsonUnwrapped Moving moving,
            @JsonUnwrapped Times times) {
        static Line of(Figure it) {
            CardData card = it.card().data();
            return new Line(
                    it.id().value(),
                    it.agent().casting().name(),
                    beginning(card.description(), DESCRIPTION),
                    beginning(card.personality(), PERSONALITY),
                    Moving.of(it),
                    Times.of(it.agent()));
        }
    }

    /** One of them in full (contract §2.1). */
    record Full(
            String id,
            String name,
            String description,
            String personality,
            String scenario,
            String firstMessage,
            List<String> alternateGreetings,
            String systemPrompt,
            String postHistoryInstructions,
            List<String> tags,
            String creator,
            @JsonUnwrapped Moving moving,
            @JsonUnwrapped Times times) {
        static Full of(Figure it) {
            CardData card = it.card().data();
            return new Full(
                    it.id().value(),
                    it.agent().casting().name(),
                    card.description(),
                    card.personality(),
                    card.scenario(),
                    card.firstMessage(),
                    card.alternateGreetings(),
                    card.systemPrompt(),
                    card.postHistoryInstructions(),
                    card.tags(),
                    card.creator(),
                    Moving.of(it),
                    Times.of(it.agent()));
        }
    }

    /** One that has just come (contract §2.1, §2.2). */
    record Come(
            String characterId,
            String name,
            String description,
            String personality,
            String firstMessage,
            String systemPrompt,
            String sourceFormat,
            boolean duplicate,
            Validation validation,
            @JsonUnwrapped Moving moving) {
        static Come of(Kept kept) {
            Figure it = kept.figure();
            CardData card = it.card().data();
            return new Come(
                    it.id().value(),
                    it.agent().casting().name(),
                    card.description(),
                    card.personality(),
                    card.firstMessage(),
                    card.systemPrompt(),
                    kept.format(),
                    kept.duplicate(),
                    new Validation(true, kept.warnings()),
                    Moving.of(it));
        }
    }

    record Validation(boolean valid, List<String> warnings) {}

    /** The record of the older server: its page keeps it and sends it back with what is said (contract §2.2, §2.3). */
    record Whole(
            String id,
            String name,
            @JsonRawValue String data,
            Parsed parsed,
            @JsonUnwrapped Moving moving,
            @JsonUnwrapped Times times) {
        static Whole of(Figure it) {
            CardData card = it.card().data();
            return new Whole(
                    it.id().value(),
                    it.agent().casting().name(),
                    it.card().json(),
                    new Parsed(
                            card.name(),
                            card.description(),
                            card.personality(),
                            card.scenario(),
                            card.firstMessage(),
                            card.systemPrompt()),
                    Moving.of(it),
                    Times.of(it.agent()));
        }
    }

    record Parsed(
            String name,
            String description,
            String personality,
            String scenario,
            String firstMessage,
            String systemPrompt) {}

    /** One whose moving model was changed. */
    record Moved(
            String id,
            String name,
            @JsonUnwrapped Moving moving,
            @JsonUnwrapped Times times) {
        static Moved of(Figure it) {
            return new Moved(it.id().value(), it.agent().casting().name(), Moving.of(it), Times.of(it.agent()));
        }
    }

    /** The one that answers from now on. */
    record Activated(boolean success, String message, Active character) {
        static Activated of(Figure it) {
            String name = it.agent().casting().name();
            return new Activated(
                    true,
                    name + " answers from now on",
                    new Active(it.id().value(), name, it.card().data().firstMessage()));
        }
    }

    record Active(String id, String name, String firstMessage) {}

    private static String beginning(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "...";
    }
}
