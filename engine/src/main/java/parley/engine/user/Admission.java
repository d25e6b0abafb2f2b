package parley.engine.user;

import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;

/** Who may come in, and how long names and passwords may be. */
final class Admission {
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    /** Other servers set no bound; what is longer than this is nobody's password. */
    private static final int LONGEST_TRIED = 1024;

    private static final int LONGEST_NAME = 200;

    private Admission() {}

    static void checkPassword(Secret password) {
        int length = password.reveal().length();
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
            throw Refusal.invalid(
                    "a password must be " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
    }

    /** In the words that earlier servers had for it; told only to who has proved that the account is theirs. */
    static Refusal inactive() {
        return Refusal.unauthenticated("User account is inactive");
    }

    static void checkName(@Nullable String name) {
        if (name != null && name.length() > LONGEST_NAME)
            throw Refusal.invalid("a name must be at most " + LONGEST_NAME + " characters");
    }

    /** A password that is too long to be anybody's stays too long, but is quickly hashed. */
    static Secret shortened(Secret password) {
        String text = password.reveal();
        return text.length() <= LONGEST_TRIED ? password : new Secret(text.substring(0, LONGEST_TRIED + 1));
    }
}
