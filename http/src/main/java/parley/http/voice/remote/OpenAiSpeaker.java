package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.HttpCredentials;
import org.apache.pekko.util.ByteString;
import parley.engine.speech.Sound;
import parley.engine.speech.Timing;
import parley.engine.speech.Viseme;
import parley.engine.speech.Voice;
import parley.http.sound.Estimate;

/**
 * Speaks by {@code POST /audio/speech} of the OpenAI wire: OpenAI, Kokoro-FastAPI, LocalAI, openedai-speech, Speaches.
 * Where timings are asked for, by Kokoro-FastAPI's {@code POST /dev/captioned_speech}, which tells when each word is
 * heard.
 */
record OpenAiSpeaker(SpeechClient client) implements RemoteSpeaker {
    private static final String SPEECH = "/audio/speech";
    private static final String CAPTIONED = "/dev/captioned_speech";

    @Override
    public HttpRequest request(String text, Voice voice) {
        ObjectNode body = Json.object()
                .put("model", server().model())
                .put("input", text)
                .put("voice", voice.name())
                .put("response_format", server().timings() ? "wav" : "pcm");
        if (voice.manner().speed() != 1) body.put("speed", voice.manner().speed());
        if (server().timings()) body.put("stream", false);
        HttpRequest request = Json.post(server().timings() ? captioned() : server().path(SPEECH), body);
        return server().key()
                .map(it -> request.addCredentials(HttpCredentials.createOAuth2BearerToken(it.reveal())))
                .orElse(request);
    }

    /** It stands beside the base's {@code /v1}, not below it. */
    private String captioned() {
        String base = server().path("");
        return (base.endsWith("/v1") ? base.substring(0, base.length() - "/v1".length()) : base) + CAPTIONED;
    }

    @Override
    public Sound sound(SpeechClient.Answer answer, Heard heard) {
        return server().timings() ? captioned(answer, heard) : heard.of(answer);
    }

    /** {@code {audio: base64, timestamps: [{word, start_time, end_time}]}}, times in seconds. */
    private static Sound captioned(SpeechClient.Answer answer, Heard heard) {
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
}
