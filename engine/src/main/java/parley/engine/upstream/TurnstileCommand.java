package parley.engine.upstream;

import org.apache.pekko.actor.typed.ActorRef;
import parley.engine.kernel.Message;

/** What is told to a turnstile, and what it answers. */
sealed interface TurnstileCommand extends Message {

    /**
     * Somebody wants a place, or says again that they have one where the turnstile has moved. Safe to send twice.
     *
     * @param inside whether they have one already
     */
    record Enter(ActorRef<Word> visitor, Asker asker, Line line, boolean inside) implements TurnstileCommand {}

    /** The provider has begun to answer. Only whoever tries it needs to say so. */
    record Begun(ActorRef<Word> visitor) implements TurnstileCommand {}

    /** A place is free again; {@code restMillis} is how long the provider wants to be left alone. */
    record Leave(ActorRef<Word> visitor, How how, long restMillis) implements TurnstileCommand {}

    /** What came of a request. */
    enum How {
        /** It was answered, be it with a no. */
        ANSWERED,
        /** There was no answer to be had. */
        FAILED,
        /** The provider wants to be left alone for a while. */
        THROTTLED,
        /** Nothing that would tell whether the provider is up. */
        UNKNOWN
    }

    /** A visitor is no more. */
    record Gone(ActorRef<Word> visitor) implements TurnstileCommand {}

    /** Somebody who waits may be let in now. */
    record Look() implements TurnstileCommand {}

    /** Those who wait are told how far they have come. */
    record Tell() implements TurnstileCommand {}

    record Idle() implements TurnstileCommand {}

    /** What a visitor is told. */
    sealed interface Word extends Message {}

    /** The place is there; {@code trying} where this request decides whether the provider is up again. */
    record Come(ActorRef<TurnstileCommand> turnstile, boolean trying) implements Word {}

    /** So many are before them, 1 for whoever is next. */
    record Wait(ActorRef<TurnstileCommand> turnstile, int position) implements Word {}

    /** They need not wait. {@code busy} where the provider is up but too much is asked of it; in words, and for how long. */
    record Away(boolean busy, String reason, long millis) implements Word {}
}
