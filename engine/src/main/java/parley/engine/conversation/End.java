package parley.engine.conversation;

import org.jspecify.annotations.Nullable;

/** How a round ends; {@code limit} names what ended it where a limit did, {@code reason} is for people. */
record End(Ending ending, @Nullable String limit, @Nullable String reason) {
    static final End STOPPED = new End(Ending.STOPPED, null, null);
    static final End INTERRUPTED = new End(Ending.INTERRUPTED, null, null);
    static final End FAILED = new End(Ending.FAILED, null, null);
}
