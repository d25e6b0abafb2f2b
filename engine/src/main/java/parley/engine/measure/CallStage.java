package parley.engine.measure;

import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Usage;

/** Lets the pieces of one answer pass and measures the call; for a piece in the middle that is a comparison. */
final class CallStage extends GraphStage<FlowShape<Chunk, Chunk>> {
    private static final String OPERATION = "chat";

    private final Inlet<Chunk> in = Inlet.create("Call.in");
    private final Outlet<Chunk> out = Outlet.create("Call.out");
    private final FlowShape<Chunk, Chunk> shape = FlowShape.of(in, out);
    private final String provider;
    private final String model;
    private final Measures measures;

    CallStage(String provider, String model, Measures measures) {
        this.provider = provider;
        this.model = model;
        this.measures = measures;
    }

    @Override
    public FlowShape<Chunk, Chunk> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {
        private long began;
        private boolean answered;
        private boolean ended;

        Logic() {
            super(shape);
            setHandlers(in, out, new AbstractInOutHandler() {
                @Override
                public void onPush() {
                    Chunk chunk = grab(in);
                    if (!answered) first(chunk);
                    if (chunk instanceof Chunk.Finished it) finished(it.usage());
                    push(out, chunk);
                }

                @Override
                public void onPull() {
                    pull(in);
                }

                @Override
                public void onUpstreamFailure(Throwable failure) {
                    failed(failure);
                    failStage(failure);
                }
            });
        }

        @Override
        public void preStart() {
            began = System.nanoTime();
        }

        /** Whoever goes before the end has seen enough. */
        @Override
        public void postStop() {
            if (!ended) ended("cancelled");
        }

        private void first(Chunk chunk) {
            if (chunk instanceof Chunk.Waiting) return;
            answered = true;
            measures.time(Series.CHAT_FIRST_CHUNK, took(), OPERATION, provider, model);
        }

        private void finished(Usage usage) {
            ended("none");
            tokens("input", usage.inputTokens());
            tokens("output", usage.outputTokens());
        }

        private void tokens(String type, long count) {
            measures.sizes(Series.TOKENS, OPERATION, provider, model, type).record((double) count);
        }

        private void failed(Throwable failure) {
            String kind = failure instanceof ModelFailure it ? it.code() : "internal";
            measures.count(Series.UPSTREAM_ERRORS, provider, kind);
            ended(kind);
        }

        private void ended(String error) {
            if (ended) return;
            ended = true;
            measures.time(Series.CHAT, took(), OPERATION, provider, model, error);
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
