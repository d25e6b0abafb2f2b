package parley.http.chatsparty;

import java.util.List;
import java.util.Locale;

/** Writes sizes for people. */
final class Sizes {
    private static final int STEP = 1024;
    private static final List<String> UNITS = List.of("Bytes", "KB", "MB", "GB", "TB");

    private Sizes() {}

    /** {@code 0 Bytes}, {@code 1.5 KB}: at most two digits behind the point. */
    static String formatted(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.size() - 1) {
            size /= STEP;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.2f", size).replaceAll("\\.?0+$", "");
        return number + " " + UNITS.get(unit);
    }
}
