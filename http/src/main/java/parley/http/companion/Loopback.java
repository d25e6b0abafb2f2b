package parley.http.companion;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows the names by which a machine calls itself, and asks nobody for them. */
final class Loopback {
    private static final Pattern NAME =
            Pattern.compile("localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?(0:){7}1]?");

    private Loopback() {}

    /** Whether a host, without a port, is this machine for itself alone. */
    static boolean is(String host) {
        return NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
