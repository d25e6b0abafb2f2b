package parley.engine.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
import parley.engine.lore.LoreFindings;
import parley.engine.lore.LoreMemory;
import parley.engine.lore.LoreScan;
import parley.engine.lore.LoreScene;
import parley.engine.lore.LoreSettings;
import parley.engine.lore.Lorebook;
import parley.engine.lore.Lorebooks;
import parley.engine.lore.Role;

/** What it costs to hold a thousand entries against a talk of a hundred messages, all of which are searched. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoreBenchmark {
    private static final int ENTRIES = 1000;
    private static final int MESSAGES = 100;
    private static final int WORDS = 60;
    private static final int VOCABULARY = 6000;
    private static final LoreSettings DEEP =
            new LoreSettings(MESSAGES, true, false, true, true, 0, 0, 0, false, LoreSettings.USUAL.precedence());

    /** Words alone, one entry in ten with a pattern, or all with a pattern. */
    @Param({"0", "10", "1"})
    public int patternEvery;

    private LoreScan scan = new LoreScan(List.of(), DEEP);
    private LoreScene scene = scene(List.of());
    private ObjectNode book = JsonNodeFactory.instance.objectNode();

    @Setup
    public void write() {
        Random chance = new Random(1);
        book = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = book.putArray("entries");
        for (int at = 0; at < ENTRIES; at++) {
            ObjectNode entry =
                    entries.addObject().put("content", sentence(chance)).put("insertion_order", at);
            ArrayNode keys = entry.putArray("keys")
                    .add(word(chance))
                    .add(word(chance))
                    .add(word(chance) + " of " + word(chance));
            if (patternEvery > 0 && at % patternEvery == 0)
                keys.add("/\\b" + word(chance) + "(?:s|es)?\\b|the " + word(chance) + "/i");
        }
        Lorebook read = Lorebooks.of("agent", book);
        List<LoreScene.Said> said = new ArrayList<>();
        for (int at = 0; at < MESSAGES; at++)
            said.add(new LoreScene.Said(at % 2 == 0 ? Role.USER : Role.ASSISTANT, "Ada", sentence(chance)));
        scan = new LoreScan(List.of(read), DEEP);
        scene = scene(said);
    }

    private static LoreScene scene(List<LoreScene.Said> said) {
        return new LoreScene(
                said,
                LoreScene.About.NOTHING,
                "normal",
                0,
                LoreMemory.NONE,
                1,
                UnaryOperator.identity(),
                it -> it.length() / 4,
                2048);
    }

    private static String sentence(Random chance) {
        StringBuilder sentence = new StringBuilder();
        for (int at = 0; at < WORDS; at++) sentence.append(at == 0 ? "" : " ").append(word(chance));
        return sentence.append('.').toString();
    }

    /** Some words are said often, most seldom. */
    private static String word(Random chance) {
        int number = (int) (VOCABULARY * Math.pow(chance.nextDouble(), 2));
        StringBuilder word = new StringBuilder();
        for (int left = number + 30; left > 0; left /= 20)
            word.append("bcdfghjklmnprstvwxyz".charAt(left % 20)).append("aeiou".charAt(left % 5));
        return word.toString();
    }

    /** As every turn does it, with a book that was read before. */
    @Benchmark
    public LoreFindings scan() {
        return scan.scan(scene);
    }

    /** As the first turn after a start does it. */
    @Benchmark
    public LoreFindings firstScan() {
        return new LoreScan(List.of(Lorebooks.of("agent", book)), DEEP).scan(scene);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(LoreBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
