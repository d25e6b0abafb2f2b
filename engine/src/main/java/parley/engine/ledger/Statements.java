package parley.engine.ledger;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import parley.engine.kernel.Page;
import parley.engine.kernel.UserId;

/** Reads what happened to accounts. What an account has answered stands in its statement at once. */
public interface Statements {
    /** A page of an account's transactions in the order in which they happened, or from the last one back. */
    CompletionStage<Page<Transaction>> transactions(UserId user, Selection selection, Page.Request page);

    /** What came and went from {@code from} on and before {@code to}. */
    CompletionStage<Statistics> statistics(UserId user, Instant from, Instant to);

    /** All of an account's transactions, oldest first, read as fast as they are taken. */
    Source<Transaction, NotUsed> all(UserId user, Selection selection);

    /** What all accounts together come to. */
    CompletionStage<Books> books();
}
