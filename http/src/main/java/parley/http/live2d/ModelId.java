package parley.http.live2d;

import java.util.regex.Pattern;
import parley.http.edge.Problem;

/** Names a model of its owner, and its folder. */
public record ModelId(String value) {
    static final int LONGEST = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /** A Problem for anything else than letters, digits, {@code _} and {@code -}. */
    public ModelId {
        if (!matches(value)) throw Problem.malformed("the id of a model has letters, digits, _ and - alone");
    }

    static boolean matches(String value) {
        return ID.matcher(value).matches();
    }

    /** Another one for a model that finds its name taken. */
    ModelId numbered(int number) {
        return new ModelId(value + "_" + number);
    }
}
