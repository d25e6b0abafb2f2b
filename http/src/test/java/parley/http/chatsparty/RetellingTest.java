package parley.http.chatsparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent;
import parley.engine.conversation.ConversationEvent.MessageQueued;
import parley.engine.conversation.ConversationEvent.MessageSaid;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.conversation.ConversationId;
import parley.engine.conversation.ConversationView;
import parley.engine.conversation.Cursor;
import parley.engine.conversation.Ending;
import parley.engine.conversation.FeedEvent;
import parley.engine.conversation.Rules;
import parley.engine.floor.Choice;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.speech.Voice;

class RetellingTest {
    private static final Instant AT = Instant.ofEpochSecond(1_763_744_725);
    private static final UserId ADA = new UserId("ada");
    private static final AgentId ANN = new AgentId("ann");
    private static final Moment.Speaker SPEAKER = new Moment.Speaker(ANN, "Ann");
    private static final Choice WHY = new Choice("round-robin", List.of(ANN), "", 0);

    private static ConversationView room(ConversationView.Line... lines) {
        Casting casting = new Casting("Ann", new Persona.Plain("calm"), ModelRef.DEFAULT, Voice.NONE);
        return new ConversationView(
                new ConversationId("conv_1"),
                ADA,
                "Tea",
                List.of(new Participant(ANN, casting)),
                Set.of(),
                Rules.USUAL,
                List.of(lines),
                ConversationView.State.RESTING,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                false,
                Cursor.START,
                AT,
                AT);
    }

    private static List<Moment> retold(ConversationView room, ConversationEvent... events) {
        Retelling retelling = new Retelling(room);
        return Stream.of(events)
                .map(it -> new FeedEvent.Recorded(Cursor.START, it))
                .flatMap(it -> retelling.of(it).stream())
                .toList();
    }

    private static ConversationEvent begun(int attempt, int from) {
        return new TurnStarted(1, attempt, ANN, WHY, ModelRef.DEFAULT, new HoldId("conv_1/1"), 0, from, null, null, AT);
    }

    private static ConversationEvent sentence(int attempt, int start, String text) {
        return new SentenceSpoken(1, attempt, 0, start, text, null, null, AT);
    }

    private static ConversationEvent said(String message) {
        return new MessageSaid(message, ADA, "Tea?", AT);
    }

    private static Moment whole(String text) {
        return new Moment.Whole(1, SPEAKER, text, AT);
    }

    @Test
    void a_turn_that_began_anew_types_once_and_has_only_the_text_that_stands() {
        List<Moment> moments = retold(
                room(),
                begun(1, 0),
                sentence(1, 0, "One. "),
                sentence(1, 5, "Lost. "),
                new TurnSuperseded(1, 1, 5, 0, null, false, AT),
                begun(2, 5),
                sentence(2, 5, "Two."),
                new TurnStopped(1, 2, Usage.NONE, 0, null, null, AT));

        assertThat(moments.stream().filter(Moment.Begun.class::isInstance)).hasSize(1);
        assertThat(moments).endsWith(new Moment.Grown(1, SPEAKER, "One. Two.", AT), whole("One. Two."));
    }

    @Test
    void whoever_comes_in_the_middle_of_a_turn_is_told_it_whole() {
        ConversationView.Line running =
                new ConversationView.Line(0, 1, ANN, "Ann", "One. ", "running", false, List.of(), AT);

        assertThat(retold(room(running), sentence(1, 5, "Two."), new TurnStopped(1, 1, Usage.NONE, 0, null, null, AT)))
                .endsWith(whole("One. Two."));
    }

    @Test
    void a_round_after_which_a_message_waits_is_not_the_end() {
        ConversationEvent queued = new MessageQueued("m2", ADA, "Milk?", 1, Rules.WhenBusy.QUEUE, AT);

        assertThat(retold(
                        room(),
                        said("m1"),
                        new RoundStarted(1, 1, AT),
                        queued,
                        new RoundEnded(1, Ending.LIMIT, "call", null, AT),
                        said("m2"),
                        new RoundStarted(2, 1, AT),
                        new RoundEnded(2, Ending.LIMIT, "asked", null, AT)))
                .filteredOn(Moment.Ended.class::isInstance)
                .containsExactly(new Moment.Ended(1, Ending.LIMIT, true), new Moment.Ended(2, Ending.LIMIT, false));
    }

    @Test
    void a_message_that_a_stop_leaves_unanswered_is_told_as_such_after_the_end() {
        assertThat(retold(
                        room(),
                        new MessageQueued("m2", ADA, "Tea?", 1, Rules.WhenBusy.QUEUE, AT),
                        new RoundEnded(1, Ending.STOPPED, null, null, AT),
                        said("m2")))
                .containsExactly(new Moment.Ended(1, Ending.STOPPED, false), new Moment.Said("m2", "Tea?", false, AT));
    }

    @Test
    void a_round_that_fails_without_a_turn_is_told_as_a_failure_once() {
        String reason = "Insufficient credits. Required: 2, Available: 1";
        Moment.Failed unpaid = new Moment.Failed(0, SPEAKER, "", "insufficient_credits", reason, AT);

        assertThat(retold(room(), new RoundEnded(1, Ending.FAILED, null, reason, AT)))
                .containsExactly(unpaid, new Moment.Ended(1, Ending.FAILED, false));
        assertThat(Apology.of(unpaid))
                .isEqualTo("I'm sorry, but you don't have enough credits to continue this conversation. " + reason);
        assertThat(retold(
                        room(),
                        begun(1, 0),
                        new TurnFailed(1, 1, "unreachable", "the model is silent", 0, AT),
                        new RoundEnded(1, Ending.FAILED, null, "the model is silent", AT)))
                .endsWith(
                        new Moment.Failed(1, SPEAKER, "", "unreachable", "the model is silent", AT),
                        new Moment.Ended(1, Ending.FAILED, false));
    }
}
