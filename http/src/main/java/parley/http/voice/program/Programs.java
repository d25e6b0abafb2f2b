package parley.http.voice.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.Speaker;

/** Finds the programs of this machine that can speak. */
public final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

    /** The engine whose voices an operator has put there. */
    public static final String PIPER = PiperSpeaker.ENGINE;

    private Programs() {}

    /** Those that are there and answer, by the names of their engines, best first. */
    public static Map<String, Speaker> found(ProgramSettings settings) {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return found(settings, folders);
    }

    static Map<String, Speaker> found(ProgramSettings settings, String folders) {
        Map<String, Speaker> found = new LinkedHashMap<>();
        if (!settings.piperVoices().isEmpty())
            open(
                    PiperSpeaker.ENGINE,
                    settings.piper(),
                    folders,
                    found,
                    it -> PiperSpeaker.open(it, Path.of(settings.piperVoices()), settings.limit()));
        open(FliteSpeaker.ENGINE, settings.flite(), folders, found, it -> FliteSpeaker.open(it, settings.limit()));
        open(
                EspeakSpeaker.ENGINE,
                settings.espeak(),
                folders,
                found,
                it -> EspeakSpeaker.open(it, settings.languages(), settings.limit()));
        return found;
    }

    @FunctionalInterface
    private interface Opening {
        Speaker of(Path binary) throws IOException;
    }

    private static void open(
            String engine, String program, String folders, Map<String, Speaker> found, Opening opening) {
        Program.find(program, folders).ifPresent(binary -> {
            try {
                Speaker speaker = opening.of(binary);
                if (!speaker.voices().isEmpty()) found.put(engine, speaker);
            } catch (IOException unusable) {
                LOG.warn("{} is there but cannot be used: {}", engine, unusable.toString());
            }
        });
    }
}
