package parley.http.companion;

import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.speech.Voice;

/**
 * Who answers a visitor.
 *
 * @param agent a name that is the same whenever it is the same character
 * @param casting with the voice that it is heard with where somebody wants to hear it
 * @param character whether it is a character, and not whoever answers where there is none
 */
record Answerer(AgentId agent, Casting casting, boolean character) {
    /**
     * As it sits in a room, where nothing is said aloud: sound is made for whoever asks for it, and only as long as they
     * listen.
     */
    Participant participant() {
        Casting silent = new Casting(casting.name(), casting.persona(), casting.model(), Voice.NONE);
        return new Participant(agent, silent.fallingBackOn(casting.fallbacks()));
    }

    /** The name of the character; absent where it is none. */
    @Nullable
    String told() {
        return character ? casting.name() : null;
    }

    /** Whether it has something to say before anybody speaks with it. */
    boolean greets() {
        return casting.persona() instanceof Persona.Carded it
                && !it.card().data().firstMessage().isBlank();
    }
}
