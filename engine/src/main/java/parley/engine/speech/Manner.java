package parley.engine.speech;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import parley.engine.kernel.Refusal;

/**
 * How a voice speaks. An engine that cannot do one of these leaves it out.
 *
 * @param speed 1 is the voice's own, 2 twice as fast; 0.5 to 2, to the hundredth
 * @param pitch semitones above the voice's own, -12 to 12, to the hundredth
 * @param language a BCP 47 tag, or empty where the voice and the text tell
 */
public record Manner(double speed, double pitch, String language) {
    private static final double SLOWEST = 0.5;
    private static final double FASTEST = 2;
    private static final double OCTAVE = 12;
    private static final Pattern TAG = Pattern.compile("|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    /** The voice as it is. */
    public static final Manner PLAIN = new Manner(1, 0, "");

    public Manner {
        if (!(speed >= SLOWEST && speed <= FASTEST)) throw Refusal.invalid("a voice's speed is 0.5 to 2");
        if (!(pitch >= -OCTAVE && pitch <= OCTAVE)) throw Refusal.invalid("a voice's pitch is -12 to 12 semitones");
        if (!TAG.matcher(language).matches()) throw Refusal.invalid("a voice's language is a tag such as de or pt-BR");
        speed = toTheHundredth(speed).doubleValue();
        pitch = toTheHundredth(pitch).doubleValue();
    }

    /** Reads what {@link #toString} writes: {@code speed=1.2&pitch=-2&language=de}, each part at most once. */
    public static Manner of(String text) {
        double speed = PLAIN.speed;
        double pitch = PLAIN.pitch;
        String language = PLAIN.language;
        for (String part : text.split("&", -1)) {
            String value = part.substring(part.indexOf('=') + 1);
            switch (part.substring(0, part.length() - value.length())) {
                case "speed=" -> speed = number(value);
                case "pitch=" -> pitch = number(value);
                case "language=" -> language = value;
                default -> throw Refusal.invalid("a voice has speed, pitch and language, not " + part);
            }
        }
        return new Manner(speed, pitch, language);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (speed != PLAIN.speed) parts.add("speed=" + toTheHundredth(speed).toPlainString());
        if (pitch != PLAIN.pitch) parts.add("pitch=" + toTheHundredth(pitch).toPlainString());
        if (!language.isEmpty()) parts.add("language=" + language);
        return String.join("&", parts);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw Refusal.invalid("a voice's speed and pitch are numbers, not " + text);
        }
    }

    private static BigDecimal toTheHundredth(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
