package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Literacy;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.Estimate;
import parley.http.sound.Wav;

/**
 * Speaks by {@code POST /audio/speech} of the OpenAI wire: OpenAI, Kokoro-FastAPI, LocalAI, openedai-speech, Speaches.
 * Where timings are asked for, by Kokoro-FastAPI's {@code POST /dev/captioned_speech}, which tells when each word is
 * heard.
 */
final class OpenAiSpeaker implements Speaker {
    private static final String SPEECH = "/audio/speech";
    private static final String CAPTIONED = "/dev/captioned_speech";

    private final Server server;
    private final SpeechClient client;

    OpenAiSpeaker(Server server, ServerSettings.Limits limits, ClassicActorSystemProvider system) {
        this.server = server;
        this.client = new SpeechClient(server, limits, system);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        String text = SpeechText.of(sentence, Literacy.FULL, voice, voices());
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        Heard heard = new Heard(text, new Troubles(server, text));
        return server.timings()
                ? client.ask(request(captioned(), body(text, voice, "wav")), text, it -> captioned(heard, it))
                : client.ask(request(server.path(SPEECH), body(text, voice, "pcm")), text, heard::of);
    }

    private ObjectNode body(String text, Voice voice, String format) {
        ObjectNode body = Json.object()
                .put("model", server.model())
                .put("input", text)
                .put("voice", voice.name())
                .put("response_format", format);
        if (voice.manner().speed() != 1) body.put("speed", voice.manner().speed());
        if (server.timings()) body.put("stream", false);
        return body;
    }

    private HttpRequest request(String path, ObjectNode body) {
        HttpRequest request = Json.post(path, body);
        return server.key()
                .map(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it.reveal())))
                .orElse(request);
    }

    /** It stands beside the base's {@code /v1}, not below it. */
    private String captioned() {
        String base = server.path("");
        return (base.endsWith("/v1") ? base.substring(0, base.length() - "/v1".length()) : base) + CAPTIONED;
    }

    /** {@code {audio: base64, timestamps: [{word, start_time, end_time}]}}, times in seconds. */
    private static Sound captioned(Heard heard, SpeechClient.Answer answer) {
        JsonNode json = Json.read(answer.body(), heard.troubles());
        ByteString audio = Json.bytes(json.path("audio"), heard.troubles());
        Sound sound = heard.file(audio);
        List<Timing.Word> words = new ArrayList<>();
        List<Viseme> visemes = new ArrayList<>();
        for (JsonNode each : json.path("timestamps")) {
            double start = each.path("start_time").asDouble();
            double duration = each.path("end_time").asDouble() - start;
            String word = Estimate.bare(each.path("word").asText());
            if (word.isEmpty() || duration <= 0) continue;
            words.add(new Timing.Word(word, start, duration));
            visemes.addAll(Estimate.within(word, start, duration));
        }
        return words.isEmpty() ? sound : sound.timed(new Timing(Timing.Basis.WORDS, words, visemes));
    }

    @Override
    public List<VoiceInfo> voices() {
        return server.infos();
    }
}
