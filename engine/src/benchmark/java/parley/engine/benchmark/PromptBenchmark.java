package parley.engine.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import parley.engine.agent.AgentId;
import parley.engine.agent.Casting;
import parley.engine.agent.Participant;
import parley.engine.agent.Persona;
import parley.engine.card.Card;
import parley.engine.llm.ModelRef;
import parley.engine.lore.LoreMemory;
import parley.engine.prompt.Budget;
import parley.engine.prompt.Play;
import parley.engine.prompt.PromptWriter;
import parley.engine.prompt.Scene;
import parley.engine.prompt.Written;
import parley.engine.speech.Voice;

/** What the whole prompt of a character costs: its card, a lorebook, the talk and the account of all of it. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PromptBenchmark {
    private static final String[] WORDS = {
        "harbour", "light", "winter", "garden", "engine", "letter", "river", "silver", "bridge", "candle", "door",
        "storm"
    };

    @Param({"0", "1000"})
    public int entries = 1000;

    @Param({"100"})
    public int messages = 100;

    /** A window that holds the whole talk, and one that does not. */
    @Param({"4096", "32768"})
    public int context = 4096;

    private final PromptWriter writer = new PromptWriter();

    private Scene scene = scene(1, 1);
    private Budget budget = new Budget(4096, 400);

    @Setup
    public void set() {
        scene = scene(entries, messages);
        budget = new Budget(context, 400);
    }

    private static Scene scene(int entries, int messages) {
        Participant ada = new Participant(
                new AgentId("ada"),
                new Casting(
                        "Ada",
                        new Persona.Carded(Card.of(card(entries)), null),
                        ModelRef.of("scripted/demo"),
                        Voice.of("none/none")));
        List<Scene.Line> lines = new ArrayList<>();
        for (int at = 1; at <= messages; at++) {
            boolean own = at % 2 == 1;
            String text =
                    sentence(at) + " " + sentence(at + 5) + " Remember key" + at * 7 % Math.max(1, entries) + " too?";
            lines.add(new Scene.Line(at, own ? ada.agent() : null, own ? "Ada" : "Kim", text));
        }
        Play play = new Play("Kim", "{{user}} is a baker.", 0, LoreMemory.NONE, Instant.EPOCH);
        return new Scene(List.of(ada), ada, lines, null, "", 7, play);
    }

    private static String card(int entries) {
        StringBuilder book = new StringBuilder();
        for (int at = 0; at < entries; at++) {
            String position = at % 3 == 0 ? "after_char" : "before_char";
            // Every tenth entry names the key of another one, so that passes follow each other.
            String next = at % 10 == 0 ? " It leads to key" + (at + 3) % entries + "." : "";
            book.append(at == 0 ? "" : ",")
                    .append("""
                        {"keys":["key%d","%s %d"],"content":"Of {{char}} and number %d: %s%s","extensions":{},"enabled":true,\
                        "insertion_order":%d,"use_regex":false,"position":"%s"}\
                        """.formatted(at, WORDS[at % WORDS.length], at, at, sentence(at), next, at % 50, position));
        }
        return """
            {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Ada","description":"%s","personality":"patient",\
            "scenario":"A lift.","first_mes":"Hi {{user}}.","mes_example":"%s","group_only_greetings":[],\
            "character_book":{"extensions":{},"scan_depth":100,"recursive_scanning":true,"entries":[%s]}}}\
            """.formatted(
                        "{{char}} builds lifts for {{user}}. ".repeat(40),
                        "<START>\\n{{user}}: Up?\\n{{char}}: Down, as always.\\n".repeat(5),
                        book);
    }

    private static String sentence(int at) {
        StringBuilder words = new StringBuilder("The");
        for (int word = 0; word < 12; word++) words.append(' ').append(WORDS[(at * 5 + word * 7) % WORDS.length]);
        return words.append('.').toString();
    }

    @Benchmark
    @BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
    public Written prompt() {
        return writer.written(PromptWriter.CURRENT, scene, budget);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PromptBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
