package parley.engine.benchmark;

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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import parley.engine.chunking.Chunker;
import parley.engine.chunking.ChunkerOptions;

/** What a token costs, and whether hostile texts cost in proportion to their length. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkerBenchmark {
    private static final int TOKENS = 1000;
    private static final int PIECE = 4;
    private static final String ENGLISH = """
        Sure, here is what I found about Dr. Smith's lab: it opened in 1998, at 9.30 a.m., and grew by 3.5% a year. \
        "Isn't that a lot?" you may ask. Well... yes! See https://example.com/a?b=c.d for more.

        - **First:** buy milk, eggs, etc.
        - Second: call the U.S. office (ext. 12).

        *She smiles.* That is all. 🎉 Anything else?
        """;
    private static final String CHINESE = "你好！今天天气很好，我们去公园吧。他问：“你去吗？”我说：“去。”价格是3.14元，比昨天贵了0.5元。";

    /** A text of tokens. */
    @State(Scope.Benchmark)
    public static class Tokens {
        @Param({"en", "zh"})
        public String language = "en";

        private final List<String> tokens = new ArrayList<>();
        private Chunker chunker = new Chunker(ChunkerOptions.of("und"));
        private int next;

        /** What the next token closes; after the last one another text begins. */
        Object added() {
            if (next == tokens.size()) next = 0;
            if (next == 0) chunker = new Chunker(ChunkerOptions.of(language));
            return chunker.add(tokens.get(next++));
        }

        /** Cuts the text as a model does: words with the space before them, or one character. */
        @Setup
        public void cut() {
            String text = (language.equals("en") ? ENGLISH : CHINESE).repeat(TOKENS);
            tokens.clear();
            next = 0;
            for (int at = 0; tokens.size() < TOKENS; ) {
                int end = at + 1;
                if (language.equals("en")) while (Character.isLetter(text.charAt(end)) && end - at < 6) end++;
                tokens.add(text.substring(at, end));
                at = end;
            }
        }
    }

    /** One token at a time: what the others do meanwhile on a busy machine would else be shared among a thousand. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object token(Tokens text) {
        return text.added();
    }

    /** A text that is made to be slow. */
    @State(Scope.Benchmark)
    public static class Hostile {
        @Param({".", "A.A.", "\". ", "<a b=\"", "a ", "word "})
        public String unit = ".";

        @Param({"10000", "100000"})
        public int length = 10_000;

        private final List<String> pieces = new ArrayList<>();

        @Setup
        public void repeat() {
            String text = unit.repeat(length / unit.length());
            pieces.clear();
            for (int at = 0; at < text.length(); at += PIECE)
                pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
    }

    /** Compare the time of the longer text with ten times that of the shorter. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void hostile(Hostile hostile, Blackhole hole) {
        Chunker chunker = new Chunker(ChunkerOptions.of("en"));
        for (String piece : hostile.pieces) hole.consume(chunker.add(piece));
        hole.consume(chunker.end());
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ChunkerBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
