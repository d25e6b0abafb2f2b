package parley.engine.llm;

import java.time.Duration;

/** How an answer can fail. The message is for people and holds no secret. */
public abstract sealed class ModelFailure extends RuntimeException {
    private ModelFailure(String reason) {
        super(reason, null, false, false);
    }

    /** A stable name of the class of failure, for messages. */
    public abstract String code();

    /** The provider asks to wait. */
    public static final class Throttled extends ModelFailure {
        private final Duration retryAfter;

        public Throttled(String reason, Duration retryAfter) {
            super(reason);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public String code() {
            return "throttled";
        }
    }

    /** The provider will not answer this, however often it is asked. */
    public static final class Rejected extends ModelFailure {
        public Rejected(String reason) {
            super(reason);
        }

        @Override
        public String code() {
            return "rejected";
        }
    }

    /** The provider could not be reached or stayed silent. */
    public static final class Unreachable extends ModelFailure {
        public Unreachable(String reason) {
            super(reason);
        }

        @Override
        public String code() {
            return "unreachable";
        }
    }

    /** The answer broke off before its terminal marker. */
    public static final class CutOff extends ModelFailure {
        public CutOff(String reason) {
            super(reason);
        }

        @Override
        public String code() {
            return "cut_off";
        }
    }
}
