package parley.engine.speech;

/**
 * The shapes of a speaking mouth. Each has two names, for the two kinds of face that move by them: the value 0 to 9 of
 * the AI Companion's wire (0 silence, 1 m b p, 2 f v, 3 d t n l and th, 4 s z sh ch r, 5 k g h, 6 i u, 7 e o, 8 a,
 * 9 w y), whose frontend opens the mouth by a tenth of the value; and one of the fifteen visemes of Oculus lip sync
 * (sil PP FF TH DD kk CH SS nn RR aa E ih oh ou), which avatars of the VRM and Ready Player Me kind understand.
 */
public enum MouthShape {
    /** Nothing is said. */
    SILENCE(0, "sil"),
    /** m, b, p. */
    LIPS(1, "PP"),
    /** f, v. */
    LIP_AND_TEETH(2, "FF"),
    /** th as in thin and this. */
    TONGUE_AND_TEETH(3, "TH"),
    /** d, t, l. */
    TONGUE(3, "DD"),
    /** n. */
    NOSE(3, "nn"),
    /** s, z. */
    HISS(4, "SS"),
    /** sh, ch, j. */
    HUSH(4, "CH"),
    /** r. */
    CURL(4, "RR"),
    /** k, g, ng, h. */
    THROAT(5, "kk"),
    /** i as in bit and beat. */
    SPREAD(6, "ih"),
    /** u as in boot. */
    ROUND(6, "ou"),
    /** e as in bed, and the vowel of the. */
    HALF_OPEN(7, "E"),
    /** o as in boat. */
    HALF_ROUND(7, "oh"),
    /** a as in father. */
    OPEN(8, "aa"),
    /** w, y as in you. */
    GLIDE(9, "ou");

    private final int value;
    private final String oculus;

    MouthShape(int value, String oculus) {
        this.value = value;
        this.oculus = oculus;
    }

    /** The shape on the Companion's wire. */
    public int value() {
        return value;
    }

    /** The shape's name among the visemes of Oculus lip sync. */
    public String oculus() {
        return oculus;
    }

    /** Whether the mouth is open for a vowel, which lasts longer than a consonant. */
    public boolean vowel() {
        return switch (this) {
            case SPREAD, ROUND, HALF_OPEN, HALF_ROUND, OPEN -> true;
            default -> false;
        };
    }
}
