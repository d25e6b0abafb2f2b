package parley.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.engine.conversation.House.ADA;
import static parley.engine.conversation.House.now;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.engine.conversation.ConversationEvent.TurnCompleted;
import parley.engine.kernel.Refusal;
import parley.engine.llm.Chunk;
import parley.engine.llm.ToolUse;
import parley.engine.llm.Usage;
import parley.engine.tool.ToolGrant;
import parley.engine.tool.ToolGrant.Approval;

/** What a model may not do with tools, it is told; and nothing of it is done. */
class ToolBoundsTest {
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
    void what_is_not_there_not_granted_or_no_json_is_answered_and_not_run() {
        List<ToolUse> told = uses("refused", List.of(new ToolGrant("weather/now", Approval.NEVER)), new String[][] {
            {"rocket_launch", "{}"},
            {"files_delete", "{}"},
            {"weather_now", "{\"city\":"},
            {"weather_now", "[1]"},
            {"weather_now", "{} {}"}
        });

        assertThat(told).hasSize(5).allSatisfy(it -> {
            assertThat(it.failed()).isTrue();
            assertThat(it.call().arguments()).isEqualTo("{}");
        });
        assertThat(told).extracting(ToolUse::result).first().isEqualTo("there is no such tool");
        assertThat(told.get(2).result()).contains("no JSON object");
        assertThat(house.tools.used).isEmpty();
    }

    @Test
    void arguments_that_are_too_long_are_neither_run_nor_kept() {
        String long40k = "{\"text\":\"" + "x".repeat(40_000) + "\"}";
        List<ToolUse> told = uses("long", GRANTS, new String[][] {{"weather_now", long40k}});

        assertThat(told).singleElement().satisfies(it -> assertThat(it.result()).contains("longer than 32768"));
        assertThat(house.journal(new ConversationId("long"), ToolCalled.class)
                        .getFirst()
                        .arguments()
                        .length())
                .isLessThan(2_000);
        assertThat(house.tools.used).isEmpty();
    }

    @Test
    void a_long_result_is_cut_and_says_so() {
        house.tools.results.put("now", "x".repeat(100_000));
        List<ToolUse> told = uses("big", GRANTS, new String[][] {{"weather_now", "{}"}});

        assertThat(told)
                .singleElement()
                .satisfies(it -> assertThat(it.result()).hasSizeLessThan(33_000).contains("cut here"));
    }

    @Test
    void a_tool_that_breaks_is_told_as_failed() {
        List<ToolUse> told = uses("broken", GRANTS, new String[][] {{"weather_now", "{\"city\":\"break\"}"}});

        assertThat(told).singleElement().satisfies(it -> assertThat(it.failed()).isTrue());
    }

    @Test
    void at_most_eight_tools_are_used_at_once() {
        String[][] many = IntStream.range(0, 20)
                .mapToObj(it -> new String[] {"weather_now", "{\"n\":" + it + "}"})
                .toArray(String[][]::new);
        List<ToolUse> told = uses("many", GRANTS, many);

        assertThat(house.tools.used).hasSize(8);
        assertThat(told).hasSize(16);
        assertThat(told.subList(8, 16)).allSatisfy(it -> assertThat(it.result()).contains("at most 8"));
        assertThat(told).extracting(it -> it.call().id()).doesNotHaveDuplicates();
    }

    @Test
    void a_model_that_never_has_enough_is_stopped_after_its_steps() {
        house.models.answers.put(
                "Tia",
                asked -> ToolTurnTest.calling(
                        "Again.", "weather_now", "{\"n\":" + asked.uses().size() + "}"));
        ConversationId room = ToolTurnTest.open(house, "endless-steps", "Tia", GRANTS);
        house.round(room, "m1", "Hello", 1);

        assertThat(house.tools.used).hasSize(8);
        assertThat(house.models.asked).hasSize(10);
        assertThat(house.journal(room, TurnCompleted.class))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo(Chunk.Reason.LENGTH));
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
    }

    @Test
    void no_agent_is_granted_more_than_can_be_looked_over() {
        List<ToolGrant> many = IntStream.range(0, 33)
                .mapToObj(it -> new ToolGrant("s/t" + it, Approval.NEVER))
                .toList();
        assertThatThrownBy(() -> ToolTurnTest.seat("Tia", many)).isInstanceOf(Refusal.class);
    }

    /** What the model is told after it wanted these at once. */
    private List<ToolUse> uses(String id, List<ToolGrant> grants, String[][] calls) {
        house.models.answers.put("Tia", asked -> asked.uses().isEmpty() ? calling(calls) : Scripts.saying("Well."));
        ConversationId room = ToolTurnTest.open(house, id, "Tia", grants);
        house.round(room, "m1", "Hello", 1);
        assertThat(now(house.conversations.verify(room, ADA)).findings()).isEmpty();
        return List.copyOf(house.models.asked).getLast().uses();
    }

    private static Source<Chunk, NotUsed> calling(String[][] calls) {
        List<Chunk> chunks = new ArrayList<>();
        for (String[] it : calls) chunks.add(new Chunk.ToolCall("same", it[0], it[1], ""));
        chunks.add(new Chunk.Finished(Chunk.Reason.TOOLS, new Usage(10, 5, false)));
        return Source.from(chunks);
    }
}
