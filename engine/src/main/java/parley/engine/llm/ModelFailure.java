package parley.engine.llm;

import java.time.Duration;

/** How an answer can fail. The message is for people and holds no secret. */
public abstract sealed class ModelFailure extends RuntimeException {
    private final String code;

    private ModelFailure(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** A stable name of the class of failure, for messages. */
    public final String code() {
        return code;
    }

    /** The provider asks to wait. */
    public static final class Throttled extends ModelFailure {
        private final Duration retryAfter;

        public Throttled(String reason, Duration retryAfter) {
            super("throttled", reason);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The provider will not answer this, however often it is asked. */
    public abstract static sealed class Refused extends ModelFailure {
        private Refused(String code, String reason) {
            super(code, reason);
        }
    }

    /** It will not answer such a request. */
    public static final class Rejected extends Refused {
        public Rejected(String reason) {
            super("rejected", reason);
        }
    }

    /** It does not accept the key. */
    public static final class Unauthorized extends Refused {
        public Unauthorized(String reason) {
            super("unauthorized", reason);
        }
    }

    /** Money or quota has run out there. */
    public static final class Unpaid extends Refused {
        public Unpaid(String reason) {
            super("unpaid", reason);
        }
    }

    /** There is no answer now, but there may be one soon. */
    public abstract static sealed class Unavailable extends ModelFailure {
        private Unavailable(String code, String reason) {
            super(code, reason);
        }
    }

    /** The provider could not be reached. */
    public static final class Unreachable extends Unavailable {
        public Unreachable(String reason) {
            super("unreachable", reason);
        }
    }

    /** It was reached and is in trouble. */
    public static final class Overloaded extends Unavailable {
        public Overloaded(String reason) {
            super("overloaded", reason);
        }
    }

    /** It stayed silent for too long, or took too long. */
    public static final class TimedOut extends Unavailable {
        public TimedOut(String reason) {
            super("timed_out", reason);
        }
    }

    /** The answer broke off before its terminal marker. */
    public static final class CutOff extends ModelFailure {
        public CutOff(String reason) {
            super("cut_off", reason);
        }
    }

    /** The answer is nothing that can be read, or larger than may be. */
    public static final class Malformed extends ModelFailure {
        public Malformed(String reason) {
            super("malformed", reason);
        }
    }
}
