package parley.engine.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.pattern.StatusReply;

/** A polite "no": expected, told to the person who asked, never logged as a fault. Travels as {@link StatusReply} text. */
public final class Refusal extends RuntimeException {
    /** Why the answer is no. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        EXHAUSTED,
        /** It was never there, or is not any more: a cursor ahead of its conversation. */
        GONE,
        /** What is stored of it cannot be read; the rest of the server lives on. */
        QUARANTINED
    }

    private final Kind kind;
    private final String reason;

    public Refusal(Kind kind, String reason) {
        super(kind + ": " + reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
    }

    public static Refusal invalid(String reason) {
        return new Refusal(Kind.INVALID, reason);
    }

    public static Refusal notFound(String reason) {
        return new Refusal(Kind.NOT_FOUND, reason);
    }

    public static Refusal forbidden(String reason) {
        return new Refusal(Kind.FORBIDDEN, reason);
    }

    public static Refusal conflict(String reason) {
        return new Refusal(Kind.CONFLICT, reason);
    }

    public static Refusal exhausted(String reason) {
        return new Refusal(Kind.EXHAUSTED, reason);
    }

    /** Not enough credits, {@code where} they lack: nothing, or for instance " in the budget of the user". */
    public static Refusal insufficient(String where, long required, long available) {
        return exhausted("Insufficient credits" + where + ". " + new Shortage(required, available).words());
    }

    public static Refusal gone(String reason) {
        return new Refusal(Kind.GONE, reason);
    }

    public static Refusal quarantined(String reason) {
        return new Refusal(Kind.QUARANTINED, reason);
    }

    public static Refusal unauthenticated(String reason) {
        return new Refusal(Kind.UNAUTHENTICATED, reason);
    }

    /** The refusal inside a failure, if it is one: unwraps completion wrappers and reads a {@link StatusReply} error. */
    public static Optional<Refusal> in(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> Optional.of(refusal);
            case CompletionException wrapped when wrapped.getCause() != null -> in(wrapped.getCause());
            case StatusReply.ErrorMessage told -> parsed(String.valueOf(told.getMessage()));
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> parsed(String text) {
        for (Kind kind : Kind.values()) {
            String prefix = kind + ": ";
            if (text.startsWith(prefix)) return Optional.of(new Refusal(kind, text.substring(prefix.length())));
        }
        return Optional.empty();
    }

    /** This refusal as the reply of an actor. */
    public <T> StatusReply<T> reply() {
        return StatusReply.error(getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence for the person who asked. */
    public String reason() {
        return reason;
    }

    /** The kind as a stable code in messages, {@code not_found} for instance. */
    public String code() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getMessage() {
        return kind + ": " + reason;
    }
}
