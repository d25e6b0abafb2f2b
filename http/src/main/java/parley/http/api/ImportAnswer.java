package parley.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.agent.AgentId;
import parley.http.character.Imports.Outcome;
import parley.http.edge.EventBytes;
import parley.http.edge.Json;
import parley.http.edge.Problem;
import parley.http.edge.Sse;

/** What became of many cards. */
record ImportAnswer(int imported, int duplicates, int refused, List<Line> results) {
    /** The words for what can become of a card. */
    private static final String IMPORTED = "imported";

    private static final String DUPLICATE = "duplicate";
    private static final String REFUSED = "refused";

    /** What became of one; an event of the same name says it while the others are still on their way. */
    record Line(
            String file,
            String status,
            @Nullable AgentId id,
            @Nullable String name,
            @Nullable List<String> warnings,
            @Nullable String code,
            @Nullable String reason) {
        static Line of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Taken it ->
                    new Line(
                            it.file(),
                            it.duplicate() ? DUPLICATE : IMPORTED,
                            it.id(),
                            it.name(),
                            it.warnings(),
                            null,
                            null);
                case Outcome.Refused it ->
                    new Line(
                            it.file(),
                            REFUSED,
                            null,
                            null,
                            null,
                            it.why().code(),
                            it.why().detail());
            };
        }
    }

    /** An event of the stream that shows how far it is. */
    record Step(String event, Object data) {
        static Step of(Line line) {
            return new Step(line.status, line);
        }

        /** The end, with the counts. */
        static Step done(ImportAnswer all) {
            return new Step("done", new Counts(all.imported, all.duplicates, all.refused));
        }

        /** The end of a request that was broken; what was told before it was taken is there. */
        static Step failed(Problem why) {
            return new Step("failed", new Failure(why.code(), why.detail()));
        }
    }

    record Counts(int imported, int duplicates, int refused) {}

    record Failure(String code, String detail) {}

    /** How the steps are written. */
    static final Sse.Frames<Step> FRAMES = new Sse.Frames<>() {
        @Override
        public void write(Step step, EventBytes out) {
            out.raw(("event: " + step.event + "\ndata: ").getBytes(US_ASCII));
            try {
                Json.write(step.data, out);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            out.raw("\n\n".getBytes(US_ASCII));
        }

        @Override
        public long weight(Step step) {
            return 200;
        }
    };

    static ImportAnswer of(List<Line> results) {
        return new ImportAnswer(
                count(results, IMPORTED), count(results, DUPLICATE), count(results, REFUSED), List.copyOf(results));
    }

    private static int count(List<Line> results, String status) {
        return (int) results.stream().filter(it -> it.status.equals(status)).count();
    }
}
