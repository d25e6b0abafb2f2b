package parley.engine.speech;

/**
 * What the mouth does for a while.
 *
 * @param time seconds since the beginning of the sound
 * @param duration seconds
 */
public record Viseme(double time, double duration, MouthShape shape) {
    /** The shape as the Companion's frontend reads it, 0 to 9; a tenth of it is how far the mouth opens. */
    public int value() {
        return shape.value();
    }
}
