package parley.http.voice.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import parley.engine.speech.Speaker;

/** The servers that are configured, as engines by their names. */
public final class Servers {
    private Servers() {}

    /** The operator's own, which are preferred to what this machine has. */
    public static Map<String, Speaker> own(ServerSettings settings, ClassicActorSystemProvider system) {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        settings.own().forEach(it -> speakers.put(it.engine(), new OpenAiSpeaker(it, settings.limits(), system)));
        settings.companion()
                .forEach(it -> speakers.put(it.engine(), new CompanionSpeaker(it, settings.limits(), system)));
        return speakers;
    }

    /** Those that are paid for: nobody is given their voices who did not ask for them. */
    public static Map<String, Speaker> services(ServerSettings settings, ClassicActorSystemProvider system) {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        settings.openAi().forEach(it -> speakers.put(it.engine(), new OpenAiSpeaker(it, settings.limits(), system)));
        settings.elevenLabs()
                .forEach(it -> speakers.put(it.engine(), new ElevenLabsSpeaker(it, settings.limits(), system)));
        return speakers;
    }
}
