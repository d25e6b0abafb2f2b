package parley.http.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.ModelFailure;
import parley.engine.voicing.OfferedVoice;
import parley.http.wire.Endpoint;
import parley.http.wire.Inquiry;

/** Asks ElevenLabs which voices a key has. */
record ElevenLabsVoices(Inquiry inquiry) {
    private static final String VOICES = "/voices";
    private static final int MOST_VOICES = 1000;

    CompletionStage<List<OfferedVoice>> voices() {
        Endpoint endpoint = inquiry.endpoint();
        HttpRequest request = HttpRequest.GET(endpoint.below(VOICES));
        return inquiry.answered(
                endpoint.key()
                        .map(it -> request.addHeader(RawHeader.create("xi-api-key", it.reveal())))
                        .orElse(request),
                ElevenLabsVoices::voices);
    }

    private static List<OfferedVoice> voices(JsonNode answer) {
        JsonNode voices = answer.path("voices");
        if (!voices.isArray())
            throw new ModelFailure.Rejected("ElevenLabs answers with something else than a list of voices");
        return elements(voices)
                .filter(it -> it.path("voice_id").isTextual())
                .limit(MOST_VOICES)
                .map(ElevenLabsVoices::voice)
                .toList();
    }

    private static OfferedVoice voice(JsonNode it) {
        JsonNode labels = it.path("labels");
        String told = text(it, "description");
        String label = text(labels, "description");
        String id = it.path("voice_id").asText();
        String name = text(it, "name");
        String category = text(it, "category");
        return new OfferedVoice(
                id,
                name == null ? id : name,
                told != null ? told : label == null ? "" : label,
                category == null ? "" : category,
                text(labels, "gender"),
                text(labels, "age"),
                text(labels, "accent"),
                text(it, "preview_url"),
                elements(it.path("available_for_tiers")).map(JsonNode::asText).toList());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static @Nullable String text(JsonNode of, String field) {
        JsonNode text = of.path(field);
        return text.isTextual() && !text.asText().isBlank() ? text.asText() : null;
    }
}
