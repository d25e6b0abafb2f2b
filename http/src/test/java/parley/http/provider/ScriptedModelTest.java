package parley.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;
import parley.engine.llm.Prompt.Line;

final class ScriptedModelTest {
    private static final ActorSystem SYSTEM = PlainSystem.named("scripted");
    private static final String KEEPER = """
        You are Mira, a grumpy lighthouse keeper. You want to keep your lamp burning.
        Traits: stubborn, dry
        Catch-phrases: "Mind the rocks!"
        """;

    @AfterAll
    static void close() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void says_the_same_for_the_same_prompt_and_seed_and_something_else_for_another() {
        Set<String> answers = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            String once = said(prompt(seed, "", asked()));
            assertThat(said(prompt(seed, "", asked()))).isEqualTo(once);
            answers.add(once);
        }
        assertThat(answers).hasSizeGreaterThan(10);
    }

    @Test
    void goes_on_exactly_where_it_was_cut_off() {
        for (long seed = 0; seed < 10; seed++) {
            String whole = said(prompt(seed, "", asked()));
            for (int cut = 0; cut <= whole.length(); cut++) {
                String spoken = whole.substring(0, cut);
                assertThat(spoken + said(prompt(seed, spoken, asked()))).isEqualTo(whole);
            }
        }
    }

    @Test
    void turns_to_the_one_who_spoke_last_and_plays_its_persona() {
        List<Line> lines = List.of(
                new Line(false, "Tom", "We should repair the harbour lights."),
                new Line(true, "Mira", "Perhaps."),
                new Line(false, "Greta", "The harbour lights have waited long enough."));
        StringBuilder all = new StringBuilder();
        for (long seed = 0; seed < 30; seed++) {
            String answer = said(prompt(seed, "", lines));
            assertThat(answer).contains("Greta").doesNotContain("{");
            assertThat(answer.split("(?<=[.!?]) ", -1)).hasSizeBetween(2, 6);
            all.append(answer);
        }
        assertThat(all.toString())
                .contains("a grumpy lighthouse keeper", "stubborn", "to keep my lamp burning", "Mind the rocks!")
                .containsAnyOf("harbour lights", "repair");
    }

    @Test
    void hands_back_what_it_heard_from_the_other_side() {
        assertThat(said(prompt(1, "", List.of(new Line(false, "Tom", "I am worried about my old boat.")))))
                .contains("worried about your old boat");
    }

    @Test
    void does_not_take_a_stage_direction_for_somebody() {
        Line asked = new Line(false, "Tom", "I am worried about my old boat.");
        for (long seed = 0; seed < 10; seed++)
            assertThat(said(prompt(seed, "", List.of(asked, new Line(false, "", "[Stage direction: It rains.]")))))
                    .contains("Tom")
                    .doesNotContain("[", "rains");
    }

    @Test
    void hears_the_only_person_whose_words_carry_no_name() {
        List<Line> lines = List.of(new Line(false, "", "I am worried about my old boat."));
        Prompt prompt = new Prompt("You are Mira.", lines, "Mira", List.of("Anselm", "Tom"), "", 200, 1);

        assertThat(said(prompt)).contains("Tom", "worried about your old boat");
    }

    @Test
    void claims_no_facts_but_asks_for_a_model() {
        for (long seed = 0; seed < 10; seed++)
            assertThat(said(prompt(seed, "", List.of(new Line(false, "Tom", "What is the capital of France?")))))
                    .contains("model")
                    .doesNotContain("Paris");
    }

    @Test
    void a_round_of_two_moves_on_and_does_not_repeat_itself() {
        List<Line> talk = new ArrayList<>(List.of(new Line(false, "Tom", "Let us talk about winter gardens.")));
        Set<String> sentences = new HashSet<>();
        int count = 0;
        for (int turn = 0; turn < 8; turn++) {
            String me = turn % 2 == 0 ? "Mira" : "Anselm";
            List<Line> mine = talk.stream()
                    .map(it -> new Line(it.speaker().equals(me), it.speaker(), it.text()))
                    .toList();
            String answer = said(new Prompt("", mine, me, "", 500, 42));
            assertThat(answer).contains(talk.getLast().speaker());
            for (String sentence : answer.split("(?<=[.!?]) ", -1)) {
                sentences.add(sentence);
                count++;
            }
            talk.add(new Line(false, me, answer));
        }
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(count - 1);
    }

    @Test
    void streams_by_the_word_and_stops_at_its_limit() {
        List<Chunk> chunks = chunks(
                new Prompt(KEEPER, asked(), "Mira", "", 5, 3),
                new ScriptedModel(Duration.ofMillis(1), Duration.ofMillis(2)));

        assertThat(chunks).hasSizeGreaterThan(3).last().isInstanceOfSatisfying(Chunk.Finished.class, it -> {
            assertThat(it.reason()).isEqualTo(Chunk.Reason.LENGTH);
            assertThat(it.usage().outputTokens()).isEqualTo(5);
        });
    }

    @Test
    void begins_alone_and_survives_anything() {
        for (String odd : List.of("", "?", "\n\n", "I am", "$1 \\ {to}", "because ".repeat(200), "你好"))
            assertThat(said(prompt(1, "", List.of(new Line(false, "", odd))))).isNotBlank();
        assertThat(said(prompt(1, "", List.of()))).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"agree", "object", "ask", "add", "sum", "fact", "me", "why", "asked", "feel", "want", "greet"})
    void every_opening_names_the_one_it_answers(String section) {
        assertThat(Repertoire.ours().sections().get(section)).isNotEmpty().allMatch(it -> it.contains("{to}"));
    }

    private static List<Line> asked() {
        return List.of(new Line(false, "Tom", "I think we should paint the tower red."));
    }

    private static Prompt prompt(long seed, String prefill, List<Line> lines) {
        return new Prompt(KEEPER, lines, "Mira", prefill, 500, seed);
    }

    private static String said(Prompt prompt) {
        return chunks(prompt, new ScriptedModel(Duration.ZERO, Duration.ZERO)).stream()
                .flatMap(it -> it instanceof Chunk.Text text ? Stream.of(text.text()) : Stream.empty())
                .reduce("", String::concat);
    }

    private static List<Chunk> chunks(Prompt prompt, ScriptedModel model) {
        return model.answer(prompt)
                .runWith(Sink.seq(), SYSTEM)
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }
}
