package parley.http.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.llm.Prompt;
import parley.engine.llm.Usage;

/**
 * The bytes of an answer in, its chunks out. One stage instead of a row of operators, because it runs for every token of
 * every stream: what one read brought leaves as one chunk. It reads no further while something is still to be told, and it
 * counts silence only while it is itself waiting for bytes, so that a slow listener is not mistaken for a slow provider.
 * What was read before a failure is told before it.
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
        /** How long what comes after the good end, such as the usage, is waited for. */
        private static final Duration LINGER = Duration.ofSeconds(5);

        private final EventSplitter events = switch (wire.framing()) {
            case EVENTS -> new BodyEvents(settings.lineBytes(), settings.totalBytes());
            case LINES -> new LineEvents(settings.lineBytes(), settings.totalBytes());
        };
        private final Answer answer = new Answer();
        private final AnswerReader family = wire.reader(failures.endpoint(), prompt, answer, failures);
        private final AnswerReader reader = this::event;
        private final Consumer<Chunk> listener = this::piece;
        private final OwnWords words = new OwnWords(
                prompt.speaker(), prompt.others(), !prompt.prefill().isEmpty());
        private final ArrayDeque<Chunk> ready = new ArrayDeque<>();
        private final Duration afterwards = shorter(settings.idle(), LINGER);
        private Duration limit = settings.firstByte();
        private long waitingSince;
        private boolean waiting;
        private boolean ended;
        private @Nullable ModelFailure failed;
        private int characters;

        Reading() {
            super(shape());
            setHandlers(in, out, new AbstractInOutHandler() {
                @Override
                public void onPull() {
                    tell();
                }

                @Override
                public void onPush() {
                    ByteString bytes = grab(in);
                    if (!ended) read(bytes);
                    tell();
                }

                @Override
                public void onUpstreamFinish() {
                    if (!ended) politeEnd();
                    tell();
                }

                @Override
                public void onUpstreamFailure(Throwable failure) {
                    fail(failures.broken(failure));
                    tell();
                }
            });
        }

        @Override
        public void preStart() {
            Duration look = shorter(settings.firstByte(), afterwards).dividedBy(LOOKS_PER_LIMIT);
            scheduleAtFixedRate("silence", look, look);
        }

        @Override
        public void onTimer(Object key) {
            if (!waiting || System.nanoTime() - waitingSince <= limit.toNanos()) return;
            if (answer.reason().isPresent()) finish();
            else fail(failures.silent());
            tell();
        }

        private void tell() {
            if (isAvailable(out) && !ready.isEmpty()) push(out, ready.remove());
            if (!ready.isEmpty()) return;
            if (failed != null) {
                // In this order: a connection that is given up fails as well, and with less to say.
                fail(out, failed);
                cancel(in);
            } else if (ended) completeStage();
            else if (isAvailable(out) && !hasBeenPulled(in)) await();
        }

        private void await() {
            waiting = true;
            waitingSince = System.nanoTime();
            pull(in);
        }

        private void read(ByteString bytes) {
            waiting = false;
            try {
                events.add(bytes, reader);
                answer.tell(listener);
                if (words.over()) cut();
                else if (answer.isOver()) finish();
                else limit = answer.reason().isPresent() ? afterwards : settings.idle();
            } catch (ModelFailure broken) {
                answer.tell(listener);
                if (words.over()) cut();
                else fail(broken);
            }
        }

        private void event(byte[] bytes, int length) {
            if (!answer.isOver()) family.event(bytes, length);
        }

        private void piece(Chunk piece) {
            switch (piece) {
                case Chunk.Text said -> say(words.add(said.text()));
                case Chunk.Thought thought -> {
                    characters += thought.text().length();
                    if (!words.over()) ready.add(thought);
                }
                case Chunk.ToolCall _, Chunk.Waiting _, Chunk.Finished _ ->
                    throw new IllegalStateException("an answer under way holds only what is said and thought");
            }
        }

        private void say(String text) {
            characters += text.length();
            if (!text.isEmpty()) ready.add(new Chunk.Text(text));
        }

        private void politeEnd() {
            waiting = false;
            try {
                events.end(reader);
                answer.tell(listener);
                if (words.over()) cut();
                else finish();
            } catch (ModelFailure broken) {
                fail(broken);
            }
        }

        /** Completing closes the socket, so a model that plays the others as well stops writing. */
        private void cut() {
            end();
            ready.add(new Chunk.Finished(Chunk.Reason.STOP, usage()));
        }

        private void finish() {
            if (answer.reason().isEmpty()) {
                fail(events.strange() ? failures.strange() : failures.cutOff());
                return;
            }
            end();
            say(words.end());
            Chunk.Reason reason = answer.reason().orElseThrow();
            List<Chunk.ToolCall> calls = answer.takeCalls();
            boolean good = reason == Chunk.Reason.STOP || reason == Chunk.Reason.TOOLS;
            // A call in an answer that was too long, or was stopped, may be half a call.
            if (good) calls.forEach(this::call);
            if (good) reason = calls.isEmpty() ? Chunk.Reason.STOP : Chunk.Reason.TOOLS;
            ready.add(new Chunk.Finished(reason, usage()));
        }

        private void call(Chunk.ToolCall call) {
            characters += call.tool().length() + call.arguments().length();
            ready.add(call);
        }

        private void fail(ModelFailure failure) {
            if (ended) return;
            end();
            failed = failure;
        }

        /** The socket stays until everything is told: closing it first would fail the stream behind it. */
        private void end() {
            ended = true;
            waiting = false;
        }

        private Usage usage() {
            return answer.usage().orElseGet(() -> Usage.estimate(prompt.length(), characters));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
