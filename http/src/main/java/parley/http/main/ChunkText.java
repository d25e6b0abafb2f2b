package parley.http.main;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import parley.engine.chunking.ChunkerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cuts texts that grow on the standard input into chunks for a voice; the exit code is 1 where a line was no use. */
@Command(
        name = "chunk",
        description = "Cuts growing text into chunks that can be said: one JSON object a line in, and out.",
        mixinStandardHelpOptions = true)
final class ChunkText implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(
            names = "--jsonl",
            required = true,
            description =
                    "{\"id\":\"a\",\"piece\":\"Hello. \",\"lang\":\"en\"} a line, then {\"id\":\"a\",\"end\":true}; "
                            + "each line is answered by its chunks and an \"ack\"")
    @SuppressWarnings("UnusedVariable") // the only format there is, but it is named so that others can come
    private boolean jsonLines;

    @Option(names = "--lang", paramLabel = "TAG", description = "the language of texts that name none; und by default")
    private String language = "und";

    @Option(names = "--whole", description = "no early clause as the first chunk")
    private boolean whole;

    @Override
    public Integer call() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ChunkerOptions options = ChunkerOptions.of(language).withEarlyClause(!whole);
        ChunkWire wire = new ChunkWire(in, spec.commandLine().getOut(), options);
        return wire.run() ? 0 : 1;
    }
}
