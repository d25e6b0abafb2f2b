package parley.http.companion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Speaker;

/** What this server answers and speaks with, for whoever looks after it (contract §2.1, {@code GET /health}). */
final class Particulars {
    private static final String SILENT = "none";

    private final ModelMenu menu;
    private final Speaker speaker;
    private final CompanionSettings settings;

    Particulars(ModelMenu menu, Speaker speaker, CompanionSettings settings) {
        this.menu = menu;
        this.speaker = speaker;
        this.settings = settings;
    }

    record Llm(ModelRef provider, boolean connected, String type) {}

    record Tts(String engine, @JsonProperty("sample_rate") int sampleRate) {}

    Map<String, Object> told() {
        ModelRef preferred = menu.preferred();
        String engine = speaker.voices().stream()
                .findFirst()
                .map(it -> it.voice().engine())
                .orElse(SILENT);
        return Map.of(
                "environment", settings.environment(),
                "llm", new Llm(preferred, menu.isConnected(preferred), ModelMenu.type(preferred)),
                "tts", new Tts(engine, settings.speech().rate()));
    }
}
