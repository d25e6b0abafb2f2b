package parley.http.file;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.http.scaladsl.model.ParsingException;
import org.apache.pekko.stream.IOOperationIncompleteException;
import parley.engine.kernel.Refusal;
import parley.engine.storage.StorageFailure;
import parley.engine.storage.TooLarge;
import parley.http.edge.Problem;

/** What can go wrong with files, as HTTP tells it. */
public final class FileTroubles {
    private FileTroubles() {}

    /** The same, failing with what can be told. */
    public static <T> CompletionStage<T> told(CompletionStage<T> answer) {
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
    }

    private static Throwable told(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> told(wrapped.getCause());
            case IOOperationIncompleteException cut when cut.getCause() != null -> told(cut.getCause());
            case TooLarge large -> Problem.tooLarge(large.most());
            case EntityStreamSizeException large -> Problem.tooLarge(large.limit());
            case EntityStreamException _ -> Problem.malformed("the request ended before all of it had come");
            case ParsingException _ -> Problem.malformed("the form is not well-formed, or ended too early");
            case TimeoutException _ -> Problem.unavailable("this took too long; nothing was stored");
            case StorageFailure store -> {
                String why = String.valueOf(store.getMessage());
                yield switch (store.kind()) {
                    case REFUSED -> Problem.upstream(why);
                    case UNAVAILABLE -> Problem.unavailable(why);
                };
            }
            case Refusal refusal -> refusal;
            default -> failure;
        };
    }
}
