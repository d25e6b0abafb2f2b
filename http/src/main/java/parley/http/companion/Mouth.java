package parley.http.companion;

import java.util.List;
import java.util.function.ToIntFunction;
import parley.engine.speech.MouthShape;
import parley.engine.speech.Viseme;

/**
 * What the mouth does, as the page reads it: seconds, not the milliseconds of the backend that numbers 0 to 9 (contract,
 * 4.3). The separate speech server numbers the same shapes 0 to 16 (contract, 4.2).
 */
record Mouth(double time, int value, double duration) {
    private static final double THOUSAND = 1000;

    static List<Mouth> of(List<Viseme> visemes) {
        return of(visemes, MouthShape::value);
    }

    /** In the numbers of the separate server. */
    static List<Mouth> ofOwnServer(List<Viseme> visemes) {
        return of(visemes, Mouth::number);
    }

    private static List<Mouth> of(List<Viseme> visemes, ToIntFunction<MouthShape> number) {
        return visemes.stream()
                .map(it -> new Mouth(millis(it.time()), number.applyAsInt(it.shape()), millis(it.duration())))
                .toList();
    }

    private static double millis(double seconds) {
        return Math.round(seconds * THOUSAND) / THOUSAND;
    }

    private static int number(MouthShape shape) {
        return switch (shape) {
            case SILENCE -> 0;
            case OPEN -> 1;
            case HALF_OPEN -> 2;
            case SPREAD -> 3;
            case HALF_ROUND -> 4;
            case ROUND -> 5;
            case LIPS -> 6;
            case LIP_AND_TEETH -> 7;
            case CURL -> 8;
            case TONGUE_AND_TEETH, TONGUE, NOSE -> 10;
            case HISS -> 11;
            case HUSH -> 12;
            case THROAT -> 14;
            case GLIDE -> 15;
        };
    }
}
