package parley.http.main;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.user.Mailbox;

/** A mailbox for a server that cannot send mail: letters go to the log if that is allowed, else nowhere. */
record LogMailbox(boolean allowed) implements Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(LogMailbox.class);

    @Override
    public CompletionStage<?> send(ResetLetter letter) {
        if (allowed)
            LOG.info(
                    "a letter to {}: until {} this token sets a password anew: {}",
                    letter.email(),
                    letter.until(),
                    letter.token().reveal());
        else LOG.warn("somebody forgot their password, and there is no mailbox for a letter; see parley.mail");
        return CompletableFuture.completedFuture(Done.getInstance());
    }
}
