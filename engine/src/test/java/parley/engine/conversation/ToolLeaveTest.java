package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.TurnFailed;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.engine.ledger.HoldId;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolUse;
import parley.engine.llm.Usage;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolGrant.Approval;

/** A tool waits for a person, or is stopped while it runs. */
class ToolLeaveTest {
    private static final List<ToolGrant> ASKING = List.of(new ToolGrant("files/*", Approval.ALWAYS));
    private static final List<ToolGrant> FREE = List.of(new ToolGrant("files/*", Approval.NEVER));

    @AutoClose
    private static final House HOUSE = new House();

    /** Here nobody waits long for anything. */
    @AutoClose
    private static final House HASTY = new House(House.settings("""
            max-tokens = 200, held-tokens = 100, errand-within = 5s, attempts = 5, charge-again = 50ms
            tools { approval-within = 50ms, within = 50ms, longest-arguments = 1000, longest-result = 1000, most = 8, largest = 8000 }
            """));

    private House house = HOUSE;

    @BeforeEach
    void tidy() {
        house.tidy();
    }

    @Test
    void a_call_waits_for_leave_and_everybody_sees_that_it_does() {
        ConversationId room = asked("waits", "files_delete", ASKING);

        assertThat(now(house.conversations.view(room, ADA)).asks())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.tool()).isEqualTo("files/delete");
                    assertThat(it.arguments()).isEqualTo("{\"a\":1}");
                    assertThat(it.call()).isEqualTo(1);
                });
        assertThat(house.tools.used).isEmpty();
        House.refused(
                Refusal.Kind.NOT_FOUND,
                () -> house.conversations.direct(room, new UserId("eve"), new Direction.AllowTool(1, 1)));
        House.refused(
                Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.AllowTool(1, 2)));

        now(house.conversations.direct(room, ADA, new Direction.AllowTool(1, 1)));
        now(house.conversations.direct(room, ADA, new Direction.AllowTool(1, 1)));
        ended(room);

        assertThat(house.tools.used).containsExactly("delete{\"a\":1}");
        assertThat(house.journal(room, ToolApproved.class))
                .singleElement()
                .satisfies(it -> assertThat(it.who()).isEqualTo(ADA));
        assertThat(now(house.conversations.view(room, ADA)).asks()).isEmpty();
        assertThat(last().result()).isEqualTo("deleted");
        assertThat(now(house.conversations.receipt(room, ADA, 1)).tools())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.approval()).isEqualTo("approved");
                    assertThat(it.by()).isEqualTo(ADA);
                });
        sound(room);
    }

    @Test
    void a_call_that_is_refused_does_not_run_and_the_model_is_told() {
        ConversationId room = asked("refused", "files_delete", ASKING);

        now(house.conversations.direct(room, ADA, new Direction.RefuseTool(1, 1)));
        ended(room);

        assertThat(house.tools.used).isEmpty();
        assertThat(last().failed()).isTrue();
        assertThat(last().result()).contains("did not allow it");
        assertThat(house.texts(room).getLast()).isEqualTo("One moment.\n\nDone.");
        sound(room);
    }

    @Test
    void a_call_that_nobody_allows_in_time_is_refused() {
        house = HASTY;
        ConversationId room = asked("late", "files_delete", ASKING);
        ended(room);

        assertThat(house.tools.used).isEmpty();
        assertThat(house.journal(room, ToolRefused.class))
                .singleElement()
                .satisfies(it -> assertThat(it.who()).isNull());
        assertThat(last().result()).contains("nobody allowed it in time");
        sound(room);
    }

    @Test
    void a_tool_that_takes_too_long_is_not_waited_for() {
        house = HASTY;
        ConversationId room = asked("slow", "files_endless", FREE);
        ended(room);

        assertThat(last().result()).isEqualTo("the tool took too long");
        assertThat(house.tools.underWay.peek()).isCancelled();
        sound(room);
    }

    @Test
    void a_stop_ends_the_turn_while_a_tool_runs() {
        ConversationId room = asked("stopped", "files_endless", FREE);

        now(house.conversations.stop(room, ADA));
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(house.tools.underWay.peek()).isCancelled();
        assertThat(house.journal(room, ToolAnswered.class)).singleElement().satisfies(it -> {
            assertThat(it.failed()).isTrue();
            assertThat(it.result()).isEqualTo("stopped");
        });
        assertThat(house.journal(room, TurnStopped.class))
                .singleElement()
                .satisfies(it -> assertThat(it.usage()).isEqualTo(new Usage(10, 5, false)));
        assertThat(house.accounts.settled).containsKey(new HoldId("stopped/1"));
        assertThat(house.models.asked).hasSize(1);
        sound(room);
    }

    @Test
    void a_message_that_cuts_in_ends_the_turn_while_a_tool_waits_for_leave() {
        ConversationId room = asked("interrupted", "files_delete", ASKING);
        house.models.answers.put("Tia", _ -> Scripts.saying("Yes?"));

        Accepted said = now(house.conversations.say(room, ADA, "m2", "Wait!", 1, Rules.WhenBusy.INTERRUPT));
        house.watched(room, said.cursor(), ConversationTest.chargedTurn(2));

        assertThat(house.tools.used).isEmpty();
        assertThat(house.texts(room)).containsExactly("Hello", "One moment.", "Wait!", "Yes?");
        House.refused(
                Refusal.Kind.NOT_FOUND, () -> house.conversations.direct(room, ADA, new Direction.AllowTool(1, 1)));
        sound(room);
    }

    @Test
    void who_is_muted_uses_no_tools_any_more() {
        ConversationId room = asked("muted", "files_endless", FREE);

        now(house.conversations.direct(
                room, ADA, new Direction.Mute(ToolTurnTest.seat("Tia", FREE).agent())));
        house.watched(room, Cursor.START, TurnStopped.class::isInstance);

        assertThat(house.tools.underWay.peek()).isCancelled();
        assertThat(house.journal(room, TurnStopped.class))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("muted"));
        assertThat(house.models.asked).hasSize(1);
        sound(room);
    }

    @Test
    void a_deleted_room_leaves_no_tool_running() {
        ConversationId room = asked("deleted", "files_endless", FREE);

        now(house.conversations.delete(room, ADA));

        assertThat(house.tools.underWay.peek()).isCancelled();
        assertThat(now(house.conversations.verify(room)).findings()).isEmpty();
    }

    @Test
    void a_model_that_fails_after_a_tool_fails_the_turn_and_charges_nothing() {
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? ToolTurnTest.calling("One moment.", "files_delete", "{}")
                        : Source.failed(new ModelFailure.CutOff("cut")));
        ConversationId room = ToolTurnTest.open(house, "fails", "Tia", FREE);
        now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(house.journal(room, TurnFailed.class))
                .singleElement()
                .satisfies(it -> assertThat(it.wasted()).isPositive());
        assertThat(house.accounts.settled).doesNotContainKey(new HoldId("fails/1"));
        sound(room);
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
}
