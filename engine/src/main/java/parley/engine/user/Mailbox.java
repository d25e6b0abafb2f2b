package parley.engine.user;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import parley.engine.kernel.Secret;

/** Brings letters to users. */
public interface Mailbox {
    /** Somebody forgot their password, and with this token they set a new one, once. */
    record ResetLetter(String email, String name, Secret token, Instant until) {}

    /** Completes when the letter is on its way. */
    CompletionStage<?> send(ResetLetter letter);
}
