package parley.http.voice.mary;

import java.util.Arrays;
import java.util.List;
import parley.engine.speech.Voice;
import parley.engine.speech.VoiceInfo;

/**
 * The characters drawn out of Mary's one voice by pitch and by the length of the throat, within what stays easy to
 * understand; the volumes make them equally loud and keep them from clipping.
 */
enum MaryCharacter {
    SLT("slt", "Clear woman", "Volume(amount:0.7)"),
    MAN("man", "Deep man", "TractScaler(amount:0.85)+F0Add(f0Add:-90)+Volume(amount:0.85)"),
    ELDER("elder", "Calm elder", "TractScaler(amount:0.92)+F0Add(f0Add:-40)+Volume(amount:0.8)"),
    LOW("low", "Low voice", "F0Add(f0Add:-60)+Volume(amount:0.6)"),
    BRIGHT("bright", "Bright girl", "TractScaler(amount:1.05)+F0Add(f0Add:25)+Volume(amount:0.9)");

    static final String ENGINE = "mary";

    private final String voiceName;
    private final String label;
    private final String effects;

    MaryCharacter(String name, String label, String effects) {
        this.voiceName = name;
        this.label = label;
        this.effects = effects;
    }

    /** The character of that name, the plain voice where there is none. */
    static MaryCharacter of(Voice voice) {
        return Arrays.stream(values())
                .filter(it -> it.voice().equals(voice.plain()))
                .findFirst()
                .orElse(SLT);
    }

    static List<VoiceInfo> infos() {
        return Arrays.stream(values())
                .map(it -> new VoiceInfo(it.voice(), it.label, "en-US"))
                .toList();
    }

    private Voice voice() {
        return new Voice(ENGINE, voiceName);
    }

    /** The chain of effects as Mary reads it, applied from left to right. */
    String effects() {
        return effects;
    }
}
