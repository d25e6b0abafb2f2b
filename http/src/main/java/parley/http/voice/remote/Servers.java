package parley.http.voice.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import parley.engine.speech.Speaker;

/** The servers that are configured, as engines by their names. */
public final class Servers {
    private Servers() {}

    /** The operator's own, which are preferred to what this machine has. */
    public static Map<String, Speaker> own(ServerSettings settings, ClassicActorSystemProvider system) {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        Function<Server, SpeechClient> to = it -> new SpeechClient(it, settings.limits(), system);
        settings.own().forEach(it -> speakers.put(it.engine(), new OpenAiSpeaker(to.apply(it))));
        settings.companion().forEach(it -> speakers.put(it.engine(), new CompanionSpeaker(to.apply(it))));
        return speakers;
    }

    /** Those that are paid for: nobody is given their voices who did not ask for them. */
    public static Map<String, Speaker> services(ServerSettings settings, ClassicActorSystemProvider system) {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        Function<Server, SpeechClient> to = it -> new SpeechClient(it, settings.limits(), system);
        settings.openAi().forEach(it -> speakers.put(it.engine(), new OpenAiSpeaker(to.apply(it))));
        settings.elevenLabs().forEach(it -> speakers.put(it.engine(), new ElevenLabsSpeaker(to.apply(it))));
        return speakers;
    }
}
