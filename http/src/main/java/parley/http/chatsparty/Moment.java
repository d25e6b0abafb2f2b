package parley.http.chatsparty;

import java.time.Instant;
import parley.engine.agent.AgentId;
import parley.engine.conversation.Ending;

/** Something that happened in a room, as far as clients of this dialect are told of it, in whichever words. */
sealed interface Moment {
    /** Who has a turn. */
    record Speaker(AgentId agent, String name) {}

    /**
     * A person's message, as people are shown it.
     *
     * @param answered whether a round answers it
     */
    record Said(String message, String text, boolean answered, Instant at) implements Moment {}

    /** Somebody begins to speak. */
    record Begun(int turn, Speaker speaker) implements Moment {}

    /** One sentence more; {@code text} is all of the turn until now. */
    record Grown(int turn, Speaker speaker, String text, Instant at) implements Moment {}

    /** All that a turn has said, be it that it was stopped; empty where nothing of it may be told. */
    record Whole(int turn, Speaker speaker, String text, Instant at) implements Moment {}

    /** A turn that failed; {@code code} is stable, {@code reason} is for people. */
    record Failed(int turn, Speaker speaker, String text, String code, String reason, Instant at) implements Moment {}

    /** What a turn has cost; turn 0 for a question to a model beside the turns. */
    record Charged(int turn, long credits) implements Moment {}

    /** A round is over; {@code more} where another one begins with a message that waits. */
    record Ended(int round, Ending ending, boolean more) implements Moment {}

    /** The conversation is deleted. */
    record Gone() implements Moment {}
}
