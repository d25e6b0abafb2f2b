package parley.http.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.Ending;
import parley.engine.floor.Choice;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;
import parley.engine.speech.Voice;

class PlaybackTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AgentId ANN = new AgentId("ann");
    private static final UserId ADA = new UserId("ada");

    private static String told(ConversationEvent... events) {
        Playback playback = new Playback();
        return List.of(events).stream().map(playback::next).collect(Collectors.joining());
    }

    private static ConversationEvent.Opened opened() {
        Casting casting = new Casting("Ann", new Persona.Plain("calm"), ModelRef.DEFAULT, Voice.NONE);
        return new ConversationEvent.Opened(ADA, "Tea", List.of(new Participant(ANN, casting)), NOON);
    }

    private static ConversationEvent.TurnStarted turn(int attempt) {
        Choice why = new Choice("round-robin", List.of(ANN), "it is her turn", 0);
        return new ConversationEvent.TurnStarted(
                1, attempt, ANN, why, ModelRef.DEFAULT, new HoldId("hold"), 1, 0, null, null, NOON);
    }

    @Test
    void tells_who_said_what() {
        assertThat(told(
                        opened(),
                        new ConversationEvent.MessageSaid("m", ADA, "Tea?", NOON),
                        turn(1),
                        new ConversationEvent.SentenceSpoken(1, 1, 0, 0, "Yes. ", null, null, NOON),
                        new ConversationEvent.SentenceSpoken(1, 1, 1, 5, "Green.", null, null, NOON),
                        new ConversationEvent.RoundEnded(1, Ending.LIMIT, null, null, NOON)))
                .isEqualTo("-- Tea (Ann)\n\nuser: Tea?\nAnn: Yes. Green.\n-- round 1 ended: limit\n");
    }

    @Test
    void keeps_the_terminal_in_order_whatever_was_said() {
        assertThat(told(new ConversationEvent.MessageSaid("m", ADA, "\u001b[2Jgone\u0007\ttab", NOON)))
                .isEqualTo("\nuser: [2Jgone\ttab");
    }
}
