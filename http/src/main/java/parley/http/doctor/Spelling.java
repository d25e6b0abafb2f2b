package parley.http.doctor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class Spelling {
    /** Two letters that changed places are two others. */
    private static final int NEAREST = 2;

    private static final int FAREST = 4;

    private Spelling() {}

    /** The known name that is nearest to a wrong one, unless none is near. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        int most = Math.clamp(wrong.length() / 3, NEAREST, FAREST);
        return known.stream()
                .filter(it -> distance(wrong, it) <= most)
                .min(Comparator.<String>comparingInt(it -> distance(wrong, it)).thenComparing(it -> it));
    }

    /** How many letters are missing, too many or others. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int at = 0; at <= other.length(); at++) row[at] = at;
        for (int down = 1; down <= one.length(); down++) {
            int corner = row[0];
            row[0] = down;
            for (int at = 1; at <= other.length(); at++) {
                int same = corner + (one.charAt(down - 1) == other.charAt(at - 1) ? 0 : 1);
                corner = row[at];
                row[at] = Math.min(same, 1 + Math.min(row[at], row[at - 1]));
            }
        }
        return row[other.length()];
    }
}
