package parley.http.voice.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.engine.speech.Sound;
import parley.engine.speech.Voice;
import parley.http.sound.AudioEncoding;

/** Speaks by ElevenLabs' {@code POST /text-to-speech/{voice}/stream}, with the times of all letters where wanted. */
record ElevenLabsSpeaker(SpeechClient client) implements RemoteSpeaker {
    /** What its models take. */
    private static final double SLOWEST = 0.7;

    private static final double FASTEST = 1.2;

    @Override
    public HttpRequest request(String text, Voice voice) {
        ObjectNode body = Json.object().put("text", text).put("model_id", server().model());
        double speed = Math.clamp(voice.manner().speed(), SLOWEST, FASTEST);
        if (speed != 1) body.putObject("voice_settings").put("speed", speed);
        String language = voice.manner().language();
        if (!language.isEmpty()) body.put("language_code", language.split("-", 2)[0]);
        String name = URLEncoder.encode(voice.name(), StandardCharsets.UTF_8);
        String path =
                server().path("/text-to-speech/" + name + "/stream" + (server().timings() ? "/with-timestamps" : ""));
        HttpRequest request = Json.post(path + "?output_format=pcm_" + AudioEncoding.WIRE_RATE, body);
        return server().key()
                .map(it -> request.addHeader(RawHeader.create("xi-api-key", it.reveal())))
                .orElse(request);
    }

    @Override
    public Sound sound(SpeechClient.Answer answer, Heard heard) {
        return server().timings() ? Alignment.sound(answer, heard) : heard.of(answer);
    }
}
