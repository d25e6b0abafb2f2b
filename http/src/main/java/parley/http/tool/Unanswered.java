package parley.http.tool;

import java.io.IOException;

/** There is no answer, for a reason that can be told. */
final class Unanswered extends IOException {
    private static final long serialVersionUID = 1L;

    Unanswered(String reason) {
        super(reason);
    }

    static Unanswered tooLong(int limit) {
        return new Unanswered("its answer has more than " + limit + " bytes");
    }
}
