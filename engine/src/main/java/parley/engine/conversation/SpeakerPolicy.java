package parley.engine.conversation;

import parley.engine.agent.Participant;
import parley.engine.floor.Choice;

/** Decides who speaks next. Pure: the same transcript gives the same decision. */
@FunctionalInterface
interface SpeakerPolicy {
    /** The next to speak, and why. The transcript has at least one participant. */
    Decision next(Transcript transcript);

    record Decision(Participant speaker, Choice why) {}
}
