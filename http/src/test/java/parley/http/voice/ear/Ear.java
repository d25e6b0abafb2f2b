package parley.http.voice.ear;

import java.io.IOException;
import java.util.List;
import parley.http.sound.Samples;

/** Understands English; it writes down in small letters what it hears in each sound. */
public interface Ear {
    /** What every recogniser here expects: samples a second. */
    int RATE = 16_000;

    List<String> heard(List<Samples> sounds) throws IOException;

    /** The rate they expect, with a little silence around, in which they find their feet. */
    static Samples prepared(Samples sound) {
        short[] values = sound.at(RATE).values();
        int silence = RATE * 3 / 10;
        short[] padded = new short[values.length + 2 * silence];
        System.arraycopy(values, 0, padded, silence, values.length);
        return Samples.of(padded, RATE);
    }
}
