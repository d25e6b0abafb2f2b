package parley.http.voice.remote;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import parley.engine.kernel.Secret;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/**
 * A server that speaks.
 *
 * @param engine the engine in its voices' names
 * @param base the address up to what the wire adds
 * @param model the model to ask for; empty where the wire has none
 * @param voices each the voice's name, and after a space how a person reads it
 * @param timings whether it is asked when what is heard
 */
record Server(String engine, URI base, Optional<Secret> key, String model, List<String> voices, boolean timings) {
    private static final String ANY_LANGUAGE = "mul";

    Server {
        voices = List.copyOf(voices);
    }

    boolean secure() {
        return "https".equals(base.getScheme());
    }

    int port() {
        if (base.getPort() > 0) return base.getPort();
        return secure() ? 443 : 80;
    }

    /** The path of an address below the base. */
    String path(String below) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + below;
    }

    /** Its voices; they speak many languages, or at least nobody says which. */
    List<VoiceInfo> infos() {
        return voices.stream().map(this::info).toList();
    }

    private VoiceInfo info(String entry) {
        int space = entry.indexOf(' ');
        String name = space < 0 ? entry : entry.substring(0, space);
        String label = (space < 0 ? entry : entry.substring(space).strip()) + ", " + engine;
        return new VoiceInfo(new Voice(engine, name), label, ANY_LANGUAGE);
    }
}
