package parley.http.chatsparty;

import parley.engine.kernel.Refusal;

/** What agents say in place of a reply that did not come about. Clients look for the words about credits. */
final class Apology {
    /** The code of what could not be paid for. */
    static final String UNPAID = "insufficient_credits";

    private static final String NO_CREDITS =
            "I'm sorry, but you don't have enough credits to continue this conversation. ";
    private static final String ERROR = "I apologize, but I encountered an error: ";

    private Apology() {}

    /** Where a message was not taken because nothing of its answer can be paid. */
    static String unpaid(Refusal refusal) {
        return NO_CREDITS + refusal.reason();
    }

    /** Where a message was not taken for another reason. */
    static String error(String reason) {
        return ERROR + reason;
    }

    /** Where a turn failed; after what was said of it. */
    static String of(Moment.Failed failed) {
        String apology = (failed.code().equals(UNPAID) ? NO_CREDITS : ERROR) + failed.reason();
        return failed.text().isEmpty() ? apology : failed.text() + "\n\n" + apology;
    }
}
