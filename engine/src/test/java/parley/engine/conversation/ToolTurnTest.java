package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.conversation.ConversationEvent.HoldExtended;
import parley.engine.conversation.ConversationEvent.RoundEnded;
import parley.engine.conversation.ConversationEvent.SentenceSpoken;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.conversation.ConversationEvent.TurnStarted;
import parley.engine.conversation.ConversationEvent.TurnStopped;
import parley.engine.ledger.HoldId;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Prompt;
import parley.engine.llm.ToolUse;
import parley.engine.llm.Usage;
import parley.engine.speech.Voice;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolGrant.Approval;

/** An agent uses tools in the middle of what it says. */
class ToolTurnTest {
    private static final List<ToolGrant> GRANTS = List.of(
            new ToolGrant("weather/*", Approval.NEVER),
            new ToolGrant("files/delete", Approval.NEVER),
            new ToolGrant("files/endless", Approval.NEVER));

    @AutoClose
    private static final House house = new House();

    @BeforeEach
    void tidy() {
        house.tidy();
    }

    @Test
    void what_is_said_before_a_call_is_stored_before_it_and_what_follows_after_its_answer() {
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? calling("Let me look.", "weather_now", "{\"city\":\"Wien\"}")
                        : Scripts.saying("It is", " sunny."));
        ConversationId room = open("order", "Tia", GRANTS);
        List<FeedEvent> seen = round(room);

        List<String> told = seen.stream()
                .filter(it -> it instanceof FeedEvent.Recorded)
                .map(it -> ((FeedEvent.Recorded) it).event())
                .map(it -> switch (it) {
                    case SentenceSpoken said -> said.text();
                    case ToolCalled call -> call.tool() + call.arguments() + call.approval();
                    case ToolAnswered answer -> answer.result() + answer.failed();
                    case TurnCompleted whole -> whole.reason().toString();
                    default -> "";
                })
                .filter(it -> !it.isEmpty())
                .toList();
        assertThat(told)
                .containsExactly(
                        "Let me look.", "weather/now{\"city\":\"Wien\"}NONE", "sunnyfalse", "\n\nIt is sunny.", "STOP");
        assertThat(house.texts(room).getLast()).isEqualTo("Let me look.\n\nIt is sunny.");
        assertThat(house.tools.used).containsExactly("now{\"city\":\"Wien\"}");
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void the_model_is_told_of_what_it_may_use_and_of_what_came_of_it() {
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? calling("Let me look.", "weather_now", "{}")
                        : Scripts.saying("Sunny."));
        ConversationId room = open("told", "Tia", List.of(new ToolGrant("weather/now", Approval.NEVER)));
        round(room);

        List<Prompt> asked = List.copyOf(house.models.asked);
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst().tools())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("weather_now"));
        assertThat(asked.getLast().uses())
                .containsExactly(new ToolUse(
                        "Let me look.",
                        new Chunk.ToolCall("id-weather_now", "weather_now", "{}", "echo"),
                        "sunny",
                        false));
        TurnStarted started = house.journal(room, TurnStarted.class).getFirst();
        assertThat(started.brief())
                .extracting(Brief::prompt)
                .isEqualTo(asked.getFirst().hash());
        Receipt receipt = now(house.conversations.receipt(room, ADA, 1));
        assertThat(receipt.attempts())
                .singleElement()
                .satisfies(it -> assertThat(it.proven()).isTrue());
        assertThat(receipt.tools()).singleElement().satisfies(it -> {
            assertThat(it.tool()).isEqualTo("weather/now");
            assertThat(it.result()).isEqualTo("sunny");
            assertThat(it.approval()).isEqualTo("none");
        });
    }

    @Test
    void a_later_turn_knows_nothing_of_what_was_looked_up() {
        house.models.answers.put(
                "Tia", asked -> asked.uses().isEmpty() ? calling("", "weather_now", "{}") : Scripts.saying("Nice."));
        ConversationId room = open("later", "Tia", GRANTS);
        round(room);
        house.models.answers.put("Tia", _ -> Scripts.saying("Bye."));
        house.round(room, "m2", "And now?", 1);

        Prompt last = List.copyOf(house.models.asked).getLast();
        assertThat(last.uses()).isEmpty();
        assertThat(last.lines()).noneSatisfy(it -> assertThat(it.text()).contains("sunny"));
    }

    @Test
    void all_steps_are_charged_once_and_never_more_than_is_held() {
        ConversationId room = open("dear", "Dear", GRANTS);
        house.models.answers.put(
                "Dear",
                asked -> asked.uses().isEmpty()
                        ? calling("Let me look.", "weather_now", "{}", new Usage(70, 30, false))
                        : Source.from(List.of(
                                new Chunk.Text("Sunny."),
                                new Chunk.Finished(Chunk.Reason.STOP, new Usage(110, 5, false)))));
        house.round(room, "m1", "Hello", 1);
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        TurnCompleted whole = house.journal(room, TurnCompleted.class).getFirst();
        assertThat(whole.usage().inputTokens()).isEqualTo(180);
        assertThat(whole.usage().outputTokens()).isEqualTo(35);
        assertThat(whole.credits()).isEqualTo(215);
        assertThat(house.accounts.settled).containsEntry(new HoldId("dear/1"), 215L);
        assertThat(house.journal(room, HoldExtended.class)).isNotEmpty();
        assertThat(house.journal(room, HoldExtended.class).getLast().credits()).isGreaterThanOrEqualTo(215);
    }

    @Test
    void a_turn_that_cannot_pay_for_its_next_step_ends_with_what_was_said() {
        ConversationId room = open("broke", "Dear", GRANTS);
        house.tools.results.put("now", "word ".repeat(2_000));
        house.models.answers.put("Dear", _ -> calling("Let me look.", "weather_now", "{}", new Usage(70, 30, false)));
        house.accounts.available = 600;
        RoundEnded end = house.round(room, "m1", "Hello", 1);
        house.watched(room, Cursor.START, ConversationTest.chargedTurn(1));

        assertThat(end.limit()).isEqualTo("credits");
        assertThat(house.models.asked).hasSize(1);
        assertThat(house.texts(room).getLast()).isEqualTo("Let me look.");
        assertThat(house.accounts.settled).containsEntry(new HoldId("broke/1"), 100L);
    }

    @Test
    void a_model_that_fails_before_a_word_is_followed_by_one_that_knows_what_the_tools_said() {
        house.models.answers.put(
                "Tia",
                asked -> asked.uses().isEmpty()
                        ? calling("", "weather_now", "{}")
                        : Source.failed(new ModelFailure.Overloaded("busy")));
        house.models.answers.put(
                "Tom",
                asked -> Scripts.saying("It is " + asked.uses().getFirst().result() + "."));
        Participant tia = seat("Tia", GRANTS);
        ConversationId room = new ConversationId("followed");
        Casting falling = tia.casting().fallingBackOn(List.of(new ModelRef("test", "Tom")));
        now(house.conversations.open(room, ADA, "A room", List.of(new Participant(tia.agent(), falling)), Rules.USUAL));
        round(room);

        assertThat(house.tools.used).hasSize(1);
        assertThat(house.texts(room).getLast()).isEqualTo("It is sunny.");
        assertThat(house.journal(room, TurnStarted.class)).hasSize(2);
        assertThat(now(house.conversations.receipt(room, ADA, 1)).attempts())
                .allSatisfy(it -> assertThat(it.proven()).isTrue());
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void what_moderation_blocks_before_a_call_is_told_to_nobody_and_the_call_is_made() {
        try (House judged = new House(Gatehouse.words("go-on"))) {
            judged.models.answers.put(
                    "Tia",
                    asked -> asked.uses().isEmpty()
                            ? calling("You gadzooks! Let me look.", "weather_now", "{}")
                            : Scripts.saying("It is sunny."));
            ConversationId room = open(judged, "judged", "Tia", GRANTS);
            judged.round(room, "m1", "Hello", 1);

            assertThat(judged.texts(room).getLast()).isEqualTo("Let me look.\n\nIt is sunny.");
            assertThat(judged.tools.used).hasSize(1);
            assertThat(List.copyOf(judged.models.asked)
                            .getLast()
                            .uses()
                            .getFirst()
                            .said())
                    .isEqualTo("Let me look.");
        }
    }

    @Test
    void moderation_that_ends_a_turn_ends_it_before_its_tools_are_used() {
        try (House judged = new House(Gatehouse.words("stop"))) {
            judged.models.answers.put("Tia", _ -> calling("You gadzooks! Let me look.", "weather_now", "{}"));
            ConversationId room = open(judged, "ended", "Tia", GRANTS);
            judged.round(room, "m1", "Hello", 1);

            assertThat(judged.tools.used).isEmpty();
            assertThat(judged.journal(room, TurnStopped.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).isEqualTo("moderation"));
        }
    }

    @Test
    void an_agent_without_tools_is_told_of_none_and_what_it_wants_is_no_matter() {
        house.models.answers.put("Ann", _ -> calling("Hm.", "weather_now", "{}"));
        ConversationId room = house.open("none", "Ann");
        round(room);

        assertThat(house.models.asked.peek().tools()).isEmpty();
        assertThat(house.journal(room, ToolCalled.class)).isEmpty();
        assertThat(house.texts(room).getLast()).isEqualTo("Hm.");
    }

    private List<FeedEvent> round(ConversationId room) {
        Accepted said = now(house.conversations.say(room, ADA, "m1", "Hello", 1, null));
        return house.watched(room, said.cursor(), RoundEnded.class::isInstance);
    }

    private ConversationId open(String id, String agent, List<ToolGrant> grants) {
        return open(house, id, agent, grants);
    }

    static ConversationId open(House house, String id, String agent, List<ToolGrant> grants) {
        ConversationId room = new ConversationId(id);
        now(house.conversations.open(room, ADA, "A room", List.of(seat(agent, grants)), Rules.USUAL));
        return room;
    }

    static Participant seat(String name, List<ToolGrant> grants) {
        Casting plain =
                new Casting(name, new Persona.Plain("You are " + name + "."), new ModelRef("test", name), Voice.NONE);
        return new Participant(new AgentId(name), plain.granted(grants));
    }

    static Source<Chunk, NotUsed> calling(String said, String tool, String arguments) {
        return calling(said, tool, arguments, new Usage(10, 5, false));
    }

    static Source<Chunk, NotUsed> calling(String said, String tool, String arguments, Usage usage) {
        List<Chunk> chunks = new ArrayList<>();
        if (!said.isEmpty()) chunks.add(new Chunk.Text(said));
        chunks.add(new Chunk.ToolCall("id-" + tool, tool, arguments, "echo"));
        chunks.add(new Chunk.Finished(Chunk.Reason.TOOLS, usage));
        return Source.from(chunks);
    }
}
