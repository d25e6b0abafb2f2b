package parley.http.voice.program;

import com.typesafe.config.Config;
import java.util.List;

/**
 * What {@code parley.voices.programs} says.
 *
 * @param espeak the program's name or place, empty for none; so are the other two
 * @param languages the languages of espeak-ng that are offered
 * @param piperVoices a voice file of Piper's, or a folder of them; empty for none
 * @param limit the most bytes of one sentence's sound
 */
public record ProgramSettings(
        String espeak, List<String> languages, String flite, String piper, String piperVoices, int limit) {
    public ProgramSettings {
        languages = List.copyOf(languages);
    }

    /** Reads {@code parley.voices.programs}. */
    public static ProgramSettings of(Config programs) {
        return new ProgramSettings(
                programs.getString("espeak.program").strip(),
                programs.getStringList("espeak.languages"),
                programs.getString("flite.program").strip(),
                programs.getString("piper.program").strip(),
                programs.getString("piper.voices").strip(),
                Math.toIntExact(programs.getBytes("largest")));
    }
}
