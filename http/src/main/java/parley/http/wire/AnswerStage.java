package parley.http.wire;

import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * The bytes of an answer in, its chunks out. One stage instead of a row of operators, because it runs for every token of
 * every stream: what one read brought leaves as one chunk. It counts silence only while it is itself waiting for bytes,
 * so that a slow listener is not mistaken for a slow provider.
 */
final class AnswerStage extends GraphStage<FlowShape<ByteString, Chunk>> {
    private final Inlet<ByteString> in = Inlet.create("answer.bytes");
    private final Outlet<Chunk> out = Outlet.create("answer.chunks");
    private final Wire wire;
    private final Prompt prompt;
    private final Failures failures;
    private final WireSettings settings;

    AnswerStage(Wire wire, Prompt prompt, Failures failures, WireSettings settings) {
        this.wire = wire;
        this.prompt = prompt;
        this.failures = failures;
        this.settings = settings;
    }

    @Override
    public FlowShape<ByteString, Chunk> shape() {
        return FlowShape.of(in, out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Reading();
    }

    private final class Reading extends TimerGraphStageLogic {
        private static final int LOOKS_PER_LIMIT = 4;

        private final EventSplitter events = switch (wire.framing()) {
            case EVENTS -> new SseEvents(settings.lineBytes(), settings.totalBytes());
            case LINES -> new LineEvents(settings.lineBytes(), settings.totalBytes());
        };
        private final Answer answer = new Answer();
        private final AnswerReader reader = wire.reader(answer, failures);
        private final OwnWords words = new OwnWords(prompt.speaker(), prompt.others());
        private Duration limit = settings.firstByte();
        private long waitingSince;
        private boolean waiting;
        private boolean ended;
        private int characters;

        Reading() {
            super(shape());
            setHandlers(in, out, new AbstractInOutHandler() {
                @Override
                public void onPull() {
                    await();
                }

                @Override
                public void onPush() {
                    read(grab(in));
                }

                @Override
                public void onUpstreamFinish() {
                    if (!ended) finish();
                }

                @Override
                public void onUpstreamFailure(Throwable failure) {
                    if (!ended) failStage(failure instanceof ModelFailure known ? known : failures.cutOff());
                }
            });
        }

        @Override
        public void preStart() {
            Duration shortest =
                    settings.firstByte().compareTo(settings.idle()) < 0 ? settings.firstByte() : settings.idle();
            Duration look = shortest.dividedBy(LOOKS_PER_LIMIT);
            scheduleAtFixedRate("silence", look, look);
        }

        @Override
        public void onTimer(Object key) {
            if (waiting && System.nanoTime() - waitingSince > limit.toNanos()) failStage(failures.silent());
        }

        private void await() {
            waiting = true;
            waitingSince = System.nanoTime();
            pull(in);
        }

        private void read(ByteString bytes) {
            waiting = false;
            limit = settings.idle();
            events.add(bytes, reader);
            String thought = answer.takeThought();
            if (!thought.isEmpty()) emit(out, new Chunk.Thought(thought));
            String text = words.add(answer.takeText());
            characters += text.length();
            if (!text.isEmpty()) emit(out, new Chunk.Text(text));
            if (words.over()) cut();
            else if (answer.isOver()) finish();
            else if (isAvailable(out)) await();
        }

        /** Completing the stage closes the socket, so a model that plays the others as well stops writing. */
        private void cut() {
            ended = true;
            Usage usage = answer.usage().orElseGet(() -> Usage.estimate(prompt.length(), characters));
            emit(out, new Chunk.Finished(Chunk.Reason.STOP, usage), this::completeStage);
        }

        private void finish() {
            ended = true;
            if (answer.reason().isEmpty()) {
                failStage(failures.cutOff());
                return;
            }
            String rest = words.end();
            if (!rest.isEmpty()) emit(out, new Chunk.Text(rest));
            answer.takeCalls().forEach(it -> emit(out, it));
            Usage usage = answer.usage().orElseGet(() -> Usage.estimate(prompt.length(), characters + rest.length()));
            emit(out, new Chunk.Finished(answer.reason().orElseThrow(), usage), this::completeStage);
        }
    }
}
