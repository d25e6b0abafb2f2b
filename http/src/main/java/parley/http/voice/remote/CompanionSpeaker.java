package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import parley.engine.speech.Literacy;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechFailure;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Wav;

/**
 * Speaks by the AI Companion's own speech server, {@code POST /generate}: the separate one with its address alone, the
 * one inside its backend with {@code /api/tts} behind it. Both answer {@code {success, audio: base64, visemes}}, the
 * audio a WAV file or an MP3, whatever they call it. Their visemes are one for each letter at fixed times, blind to the
 * sound; what is estimated from the sound itself is nearer to the truth.
 */
final class CompanionSpeaker implements Speaker {
    /** What the server takes. */
    private static final int LONGEST = 1000;
    /** It refuses a text with one of these in it, in some versions even with quotes. */
    private static final Pattern REFUSED = Pattern.compile("[\\s<>`\"\\\\\u0000]+");

    private final Server server;
    private final SpeechClient client;

    CompanionSpeaker(Server server, ServerSettings.Limits limits, ClassicActorSystemProvider system) {
        this.server = server;
        this.client = new SpeechClient(server, limits, system);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        String text = REFUSED.matcher(SpeechText.of(sentence, Literacy.FULL, voice, voices()))
                .replaceAll(" ")
                .replace('\'', '’')
                .strip();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit))
            return CompletableFuture.completedFuture(Wav.silence());
        if (text.length() > LONGEST)
            return CompletableFuture.failedFuture(new SpeechFailure("the sentence is too long for this voice"));
        Heard heard = new Heard(text, new Troubles(server, text));
        HttpRequest request = Json.post(
                server.path("/generate"),
                Json.object().put("text", text).put("stream", false).put("voice", voice.name()));
        return client.ask(request, text, it -> sound(it, heard));
    }

    private static Sound sound(SpeechClient.Answer answer, Heard heard) {
        JsonNode json = Json.read(answer.body(), heard.troubles());
        if (!json.path("success").asBoolean()) throw heard.troubles().failure("could not say it");
        return heard.file(Json.bytes(json.path("audio"), heard.troubles()));
    }

    @Override
    public List<VoiceInfo> voices() {
        return server.infos();
    }
}
