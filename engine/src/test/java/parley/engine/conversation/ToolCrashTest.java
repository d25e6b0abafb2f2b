package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnSuperseded;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolUse;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolGrant.Approval;
import parley.engine.tool.ToolResult;

/** A process dies while its agents use tools; no call is ever run twice. */
class ToolCrashTest {
    private static final List<ToolGrant> ASKING = List.of(new ToolGrant("files/*", Approval.ALWAYS));
    private static final List<ToolGrant> FREE = List.of(new ToolGrant("files/*", Approval.NEVER));

    @AutoClose
    private static final House house = new House();

    @BeforeEach
    void tidy() {
        house.tidy();
    }

    @Test
    void a_tool_whose_process_died_is_never_run_again_and_its_outcome_is_unknown() {
        ConversationId room = asked("crashed", "files_endless", FREE);
        house.restart(room);
        house.conversations.wake(room);
        ended(room);

        assertThat(house.tools.used).hasSize(1);
        assertThat(last().result()).isEqualTo(Uses.UNKNOWN);
        assertThat(last().failed()).isTrue();
        assertThat(last().said()).isEmpty();
        assertThat(house.journal(room, TurnSuperseded.class)).singleElement().satisfies(it -> {
            assertThat(it.kept()).isZero();
            assertThat(it.wasted()).isPositive();
        });
        assertThat(house.texts(room).getLast()).isEqualTo("Done.");
        house.tools.underWay.peek().complete(new ToolResult("too late", false));
        assertThat(house.journal(room, ToolAnswered.class)).hasSize(1);
        proven(room);
    }

    @Test
    void a_call_that_waited_for_leave_when_its_process_died_is_refused() {
        ConversationId room = asked("unasked", "files_delete", ASKING);
        house.restart(room);
        house.conversations.wake(room);
        ended(room);

        assertThat(house.tools.used).isEmpty();
        assertThat(house.journal(room, ToolRefused.class)).hasSize(1);
        assertThat(last().result()).contains("did not run");
        proven(room);
    }

    @Test
    void a_result_that_was_stored_is_given_to_the_next_attempt() {
        var gate = new CompletableFuture<String>();
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? ToolTurnTest.calling("One moment.", "files_delete", "{}")
                        : asked.uses().getFirst().said().isEmpty()
                                ? Scripts.saying("All gone.")
                                : Source.completionStage(gate).flatMapConcat(Scripts::saying));
        ConversationId room = ToolTurnTest.open(house, "answered", "Tia", FREE);
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, ToolAnswered.class::isInstance);
        house.restart(room);
        house.conversations.wake(room);
        ended(room);

        assertThat(house.tools.used).hasSize(1);
        assertThat(last().result()).isEqualTo("deleted");
        assertThat(house.journal(room, ToolCalled.class)).hasSize(1);
        assertThat(house.texts(room).getLast()).isEqualTo("All gone.");
        proven(room);
    }

    @Test
    void wherever_a_process_dies_no_call_that_is_stored_is_run_again() {
        ConversationId whole = asked("whole", "files_delete", FREE);
        ended(whole);
        List<ConversationEvent> journal = house.journal(whole);
        int begun = index(journal, TurnStarted.class);
        int over = index(journal, RoundEnded.class);
        for (int died = begun + 1; died <= over; died++) {
            house.tools.used.clear();
            ConversationId room = new ConversationId("died-" + died);
            List<ConversationEvent> before = journal.subList(0, died);
            house.journal.persistForRecovery(Conversation.persistenceId(room).id(), new ArrayList<Object>(before));
            house.conversations.wake(room);
            ended(room);

            boolean called = before.stream().anyMatch(ToolCalled.class::isInstance);
            assertThat(house.tools.used).as("died after event %s", died).hasSize(called ? 0 : 1);
            assertThat(house.journal(room, ToolCalled.class)).hasSize(1);
            assertThat(house.journal(room, ToolAnswered.class)).hasSize(1);
            sound(room);
        }
    }

    private static int index(List<ConversationEvent> journal, Class<? extends ConversationEvent> type) {
        return journal.indexOf(
                journal.stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    /** A room whose agent has called a tool and waits for what comes of it. */
    private ConversationId asked(String id, String tool, List<ToolGrant> grants) {
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? ToolTurnTest.calling("One moment.", tool, "{\"a\":1}")
                        : Scripts.saying("Done."));
        ConversationId room = ToolTurnTest.open(house, id, "Tia", grants);
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, ToolCalled.class::isInstance);
        now(house.conversations.view(room, ADA));
        return room;
    }

    private void ended(ConversationId room) {
        house.watched(room, Cursor.START, RoundEnded.class::isInstance);
    }

    private ToolUse last() {
        List<Prompt> asked = List.copyOf(house.models.asked);
        return asked.getLast().uses().getLast();
    }

    /** The journal holds, and folds to the live state. */
    private void sound(ConversationId room) {
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    /** The same, and every attempt was asked what its record says. */
    private void proven(ConversationId room) {
        sound(room);
        assertThat(now(house.conversations.receipt(room, ADA, 1)).attempts())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.proven()).isTrue());
        TurnStarted again = house.journal(room, TurnStarted.class).getLast();
        assertThat(again.brief())
                .extracting(Brief::prompt)
                .isEqualTo(List.copyOf(house.models.asked).getLast().hash());
    }
}
