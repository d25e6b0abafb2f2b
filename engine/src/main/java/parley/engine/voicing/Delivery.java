package parley.engine.voicing;

import parley.engine.kernel.Refusal;

/**
 * How a voice is to speak.
 *
 * @param speed 0.1 to 3; 1 is the voice's own
 * @param pitch 0.1 to 2; 1 is the voice's own
 * @param stability 0 to 1
 * @param clarity 0 to 1
 */
public record Delivery(double speed, double pitch, double stability, double clarity, Style style) {
    /** As a voice speaks where nothing is said. */
    public static final Delivery USUAL = new Delivery(1, 1, 0.75, 0.8, Style.CONVERSATIONAL);

    private static final double LEAST = 0.1;
    private static final double FASTEST = 3;
    private static final double HIGHEST = 2;

    public Delivery {
        check("speed", speed, LEAST, FASTEST);
        check("pitch", pitch, LEAST, HIGHEST);
        check("stability", stability, 0, 1);
        check("clarity", clarity, 0, 1);
    }

    /** What the voice is for. */
    public enum Style {
        CONVERSATIONAL,
        PODCAST,
        PROFESSIONAL
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) throw Refusal.invalid(what + " must be " + least + " to " + most);
    }
}
