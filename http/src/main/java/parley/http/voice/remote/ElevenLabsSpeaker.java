package parley.http.voice.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.engine.speech.Literacy;
import parley.engine.speech.Sound;
import parley.engine.speech.Speaker;
import parley.engine.speech.SpeechText;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;
import parley.http.sound.AudioEncoding;
import parley.http.sound.Wav;

/** Speaks by ElevenLabs' {@code POST /text-to-speech/{voice}/stream}, with the times of all letters where wanted. */
final class ElevenLabsSpeaker implements Speaker {
    /** What its models take. */
    private static final double SLOWEST = 0.7;

    private static final double FASTEST = 1.2;

    private final Server server;
    private final SpeechClient client;

    ElevenLabsSpeaker(Server server, ServerSettings.Limits limits, ClassicActorSystemProvider system) {
        this.server = server;
        this.client = new SpeechClient(server, limits, system);
    }

    @Override
    public CompletionStage<Sound> say(String sentence, Voice voice) {
        String text = SpeechText.of(sentence, Literacy.FULL, voice, voices());
        if (text.isEmpty()) return CompletableFuture.completedFuture(Wav.silence());
        Heard heard = new Heard(text, new Troubles(server, text));
        HttpRequest request = request(text, voice);
        return server.timings()
                ? client.ask(request, text, it -> Alignment.sound(it, heard))
                : client.ask(request, text, heard::of);
    }

    private HttpRequest request(String text, Voice voice) {
        ObjectNode body = Json.object().put("text", text).put("model_id", server.model());
        double speed = Math.clamp(voice.manner().speed(), SLOWEST, FASTEST);
        if (speed != 1) body.putObject("voice_settings").put("speed", speed);
        String language = voice.manner().language();
        if (!language.isEmpty()) body.put("language_code", language.split("-", 2)[0]);
        String name = URLEncoder.encode(voice.name(), StandardCharsets.UTF_8);
        String path = server.path("/text-to-speech/" + name + "/stream" + (server.timings() ? "/with-timestamps" : ""));
        HttpRequest request = Json.post(path + "?output_format=pcm_" + AudioEncoding.WIRE_RATE, body);
        return server.key()
                .map(it -> request.addHeader(RawHeader.create("xi-api-key", it.reveal())))
                .orElse(request);
    }

    @Override
    public List<VoiceInfo> voices() {
        return server.infos();
    }
}
