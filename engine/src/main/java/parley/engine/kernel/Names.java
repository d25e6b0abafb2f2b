package parley.engine.kernel;

import java.util.regex.Pattern;

/** What an id may look like, so that every id is safe in a path, a persistence id and a log line. */
public final class Names {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}");

    private Names() {}

    /** Refuses anything that is not 1 to 128 letters, digits or {@code _ . : -}, or that starts with a mark. */
    public static void check(String what, String value) {
        if (!ID.matcher(value).matches()) throw Refusal.invalid(what + " must be 1 to 128 letters, digits or _.:-");
    }
}
