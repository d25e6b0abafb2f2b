package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.engine.speech.Sound;
import parley.engine.speech.Voice;

/**
 * Speaks by the AI Companion's own speech server, {@code POST /generate}: the separate one with its address alone, the
 * one inside its backend with {@code /api/tts} behind it. Both answer {@code {success, audio: base64, visemes}}, the
 * audio a WAV file or an MP3, whatever they call it. Their visemes are one for each letter at fixed times, blind to the
 * sound; what is estimated from the sound itself is nearer to the truth.
 */
record CompanionSpeaker(SpeechClient client) implements RemoteSpeaker {
    /** What the server takes. */
    private static final int LONGEST = 1000;
    /** It refuses a text with one of these in it, in some versions even with quotes. */
    private static final Pattern REFUSED = Pattern.compile("[\\s<>`\"\\\\\u0000]+");

    @Override
    public String accepted(String text) {
        return REFUSED.matcher(text).replaceAll(" ").replace('\'', '’').strip();
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public HttpRequest request(String text, Voice voice) {
        return Json.post(
                server().path("/generate"),
                Json.object().put("text", text).put("stream", false).put("voice", voice.name()));
    }

    @Override
    public Sound sound(SpeechClient.Answer answer, Heard heard) {
        JsonNode json = Json.read(answer.body(), heard.troubles());
        if (!json.path("success").asBoolean()) throw heard.troubles().failure("could not say it");
        return heard.file(Json.bytes(json.path("audio"), heard.troubles()));
    }
}
