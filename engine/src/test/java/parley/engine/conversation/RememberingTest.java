package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.conversation.ConversationEvent.Opened;
import parley.engine.conversation.ConversationEvent.RoundStarted;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.floor.Choice;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;
import parley.engine.lore.LoreMemory;
import parley.engine.speech.Voice;

/** What lorebooks remember becomes so with the line of the turn that it was for. */
class RememberingTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AgentId ANN = new AgentId("Ann");
    private static final LoreMemory FIRST = memory(1);
    private static final LoreMemory SECOND = memory(3);

    private static LoreMemory memory(int messages) {
        return new LoreMemory(messages, Map.of("Ann/0/ab", new LoreMemory.Effect(messages, messages + 2, 0)));
    }

    private static Transcript after(ConversationEvent... events) {
        List<ConversationEvent> all = new ArrayList<>();
        all.add(new Opened(House.ADA, "Tea", List.of(House.seat("Ann", Voice.NONE)), NOON));
        all.add(new RoundStarted(1, 9, NOON));
        all.addAll(Arrays.asList(events));
        return Transcript.EMPTY.after(all);
    }

    private static ConversationEvent started(int turn, int attempt, @Nullable LoreMemory lore) {
        Brief brief = new Brief(1, 8_192, 400, "00ff", 0, lore);
        Choice why = new Choice("round-robin", List.of(), "her turn", 0);
        HoldId hold = new HoldId("tea/" + turn);
        return new TurnStarted(turn, attempt, ANN, why, new ModelRef("test", "Ann"), hold, 0, 0, brief, null, NOON);
    }

    private static ConversationEvent spoken(int turn, int attempt) {
        return new SentenceSpoken(turn, attempt, 0, 0, "Tea. ", null, null, NOON);
    }

    private static ConversationEvent completed(int turn, int attempt) {
        return new TurnCompleted(turn, attempt, Chunk.Reason.STOP, Usage.NONE, 0, null, NOON);
    }

    private static ConversationEvent stopped(int turn) {
        return new TurnStopped(turn, 1, Usage.NONE, 0, null, null, NOON);
    }

    @Test
    void a_turn_is_remembered_when_it_has_ended_and_not_while_it_runs() {
        Transcript running = after(started(1, 1, FIRST), spoken(1, 1));

        assertThat(running.roleplay().lore()).isEmpty();
        assertThat(running.after(completed(1, 1)).roleplay().lore()).containsExactly(Map.entry(ANN, FIRST));
    }

    @Test
    void a_stopped_turn_is_remembered_where_it_said_something() {
        assertThat(after(started(1, 1, FIRST), spoken(1, 1), stopped(1))
                        .roleplay()
                        .lore())
                .containsKey(ANN);
        assertThat(after(started(1, 1, FIRST), stopped(1)).roleplay().lore()).isEmpty();
    }

    @Test
    void a_failed_turn_leaves_what_was_remembered_before() {
        Transcript transcript = after(
                started(1, 1, FIRST),
                spoken(1, 1),
                completed(1, 1),
                started(2, 1, SECOND),
                spoken(2, 1),
                new TurnFailed(2, 1, "down", "It is down.", 0, NOON));

        assertThat(transcript.roleplay().lore()).containsExactly(Map.entry(ANN, FIRST));
    }

    @Test
    void a_lost_attempt_is_not_remembered_but_the_one_that_ends_the_turn() {
        Transcript transcript = after(
                started(1, 1, FIRST),
                spoken(1, 1),
                new TurnSuperseded(1, 1, 0, 0, null, false, NOON),
                started(1, 2, FIRST),
                spoken(1, 2),
                completed(1, 2));

        assertThat(transcript.roleplay().lore()).containsExactly(Map.entry(ANN, FIRST));
    }

    @Test
    void a_turn_whose_books_remember_nothing_clears_what_was_remembered() {
        Transcript transcript = after(
                started(1, 1, FIRST),
                spoken(1, 1),
                completed(1, 1),
                started(2, 1, null),
                spoken(2, 1),
                completed(2, 1));

        assertThat(transcript.roleplay().lore()).isEmpty();
    }

    @Test
    void a_deleted_room_forgets_the_person_and_its_books() {
        Transcript transcript = after(
                new ConversationEvent.Introduced("Ada", "She is tall.", NOON),
                started(1, 1, FIRST),
                spoken(1, 1),
                completed(1, 1),
                new ConversationEvent.Deleted(NOON));

        assertThat(transcript.roleplay()).isEqualTo(Roleplay.NONE);
    }
}
