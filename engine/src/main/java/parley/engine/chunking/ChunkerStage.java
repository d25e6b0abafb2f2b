package parley.engine.chunking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Pieces of text in, chunks out. Asks for text only while no chunk waits to be taken. Where the text pauses, a sentence
 * that looks complete is handed over. What is left is told when the text completes, and dropped when it fails.
 */
public final class ChunkerStage extends GraphStage<FlowShape<String, TextChunk>> {
    private static final String PAUSED = "paused";

    private final Inlet<String> pieces = Inlet.create("Chunker.pieces");
    private final Outlet<TextChunk> chunks = Outlet.create("Chunker.chunks");
    private final FlowShape<String, TextChunk> shape = FlowShape.of(pieces, chunks);
    private final ChunkerOptions options;
    private final Duration pause;

    /** Cuts as the options say; after a pause, what looks complete is handed over. */
    public ChunkerStage(ChunkerOptions options, Duration pause) {
        this.options = options;
        this.pause = pause;
    }

    @Override
    public FlowShape<String, TextChunk> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    /** The chunks that were cut and not yet taken are the only buffer: those of one piece, and the last ones. */
    private final class Logic extends TimerGraphStageLogic {
        private final Chunker chunker = new Chunker(options);
        private final Deque<TextChunk> waiting = new ArrayDeque<>();

        Logic() {
            super(shape);
            AbstractInOutHandler handler = new AbstractInOutHandler() {
                @Override
                public void onPush() {
                    waiting.addAll(chunker.add(grab(pieces)));
                    scheduleOnce(PAUSED, pause);
                    proceed();
                }

                @Override
                public void onPull() {
                    proceed();
                }

                @Override
                public void onUpstreamFinish() {
                    waiting.addAll(chunker.end());
                    cancelTimer(PAUSED);
                    proceed();
                }
            };
            setHandler(pieces, handler);
            setHandler(chunks, handler);
        }

        @Override
        public void onTimer(Object timer) {
            waiting.addAll(chunker.flush());
            proceed();
        }

        private void proceed() {
            if (!waiting.isEmpty() && isAvailable(chunks)) push(chunks, waiting.remove());
            if (waiting.isEmpty() && isClosed(pieces)) completeStage();
            else if (waiting.isEmpty() && isAvailable(chunks) && !hasBeenPulled(pieces)) pull(pieces);
        }
    }
}
