package parley.engine.upstream;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;
import parley.engine.llm.Chunk;
import parley.engine.llm.ModelFailure;
import parley.engine.trace.Within;
import parley.engine.upstream.TurnstileCommand.Away;
import parley.engine.upstream.TurnstileCommand.Begun;
import parley.engine.upstream.TurnstileCommand.Come;
import parley.engine.upstream.TurnstileCommand.Enter;
import parley.engine.upstream.TurnstileCommand.How;
import parley.engine.upstream.TurnstileCommand.Leave;
import parley.engine.upstream.TurnstileCommand.Wait;
import parley.engine.upstream.TurnstileCommand.Word;
import scala.runtime.BoxedUnit;

/**
 * One answer with its place: waits for it, tells how far it has come, asks the model only then, and gives the place back
 * however the stream ends. Where the turnstile moves to another node meanwhile, it asks there.
 */
final class Visit extends GraphStage<SourceShape<Chunk>> {
    /** A word that was lost is asked for again this often within the time that the turnstile has. */
    private static final int ASKINGS = 3;

    /** How a visit asks, and how long it waits for any word. */
    record Way(Line line, Asker asker, Consumer<TurnstileCommand> turnstile, Duration within) {}

    private final Outlet<Chunk> out = Outlet.create("Visit.out");
    private final SourceShape<Chunk> shape = SourceShape.of(out);
    private final Way way;
    private final Supplier<Source<Chunk, ?>> asked;

    Visit(Way way, Supplier<Source<Chunk, ?>> asked) {
        this.way = way;
        this.asked = asked;
    }

    @Override
    public SourceShape<Chunk> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic(Within.in(attributes));
    }

    private final class Logic extends TimerGraphStageLogic {
        private final Attributes within;
        private @Nullable SubSinkInlet<Chunk> answer;
        private @Nullable Integer position;
        private @Nullable ActorRef<TurnstileCommand> door;
        private int askings;
        private boolean waited;
        private boolean trying;
        private boolean left;

        Logic(Attributes within) {
            super(shape);
            this.within = within;
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    advance();
                }
            });
        }

        @Override
        public void preStart() {
            getStageActor(received -> {
                onMessage(received._2());
                return BoxedUnit.UNIT;
            });
            enter();
        }

        @Override
        public void postStop() {
            leave(How.UNKNOWN, 0);
        }

        @Override
        public void onTimer(Object key) {
            if (askings < ASKINGS) enter();
            else
                failStage(new TurnedAway(new ModelFailure.Unreachable(
                        "the places of " + way.line.label() + " cannot be asked for; try again in a moment")));
        }

        private ActorRef<Word> self() {
            return Adapter.toTyped(stageActor().ref());
        }

        private void enter() {
            askings++;
            if (answer == null) scheduleOnce("enter", way.within.dividedBy(ASKINGS));
            way.turnstile.accept(new Enter(self(), way.asker, way.line, answer != null));
        }

        private void onMessage(Object message) {
            switch (message) {
                case Come it -> {
                    heard(it.turnstile());
                    if (answer == null) come(it.trying());
                }
                case Wait it -> {
                    heard(it.turnstile());
                    if (answer == null) waits(it.position());
                }
                case Away it -> {
                    if (answer == null) failStage(new TurnedAway(failure(it)));
                }
                case Terminated _ -> {
                    door = null;
                    askings = 0;
                    enter();
                }
                default -> {}
            }
        }

        private void heard(ActorRef<TurnstileCommand> from) {
            cancelTimer("enter");
            askings = 0;
            if (from.equals(door)) return;
            if (door != null) stageActor().unwatch(Adapter.toClassic(door));
            door = from;
            stageActor().watch(Adapter.toClassic(from));
        }

        private void waits(int place) {
            waited = true;
            position = place;
            advance();
        }

        private void come(boolean decides) {
            trying = decides;
            position = waited ? 0 : null;
            SubSinkInlet<Chunk> inlet = new SubSinkInlet<>("Visit.answer");
            answer = inlet;
            inlet.setHandler(new AbstractInHandler() {
                @Override
                public void onPush() {
                    pass(inlet.grab());
                }

                @Override
                public void onUpstreamFinish() {
                    leave(How.ANSWERED, 0);
                    completeStage();
                }

                @Override
                public void onUpstreamFailure(Throwable failure) {
                    broke(failure);
                }
            });
            try {
                asked.get().addAttributes(within).runWith(inlet.sink(), subFusingMaterializer());
            } catch (RuntimeException refused) {
                broke(refused);
                return;
            }
            advance();
        }

        private void pass(Chunk chunk) {
            if (trying) {
                trying = false;
                way.turnstile.accept(new Begun(self()));
            }
            push(out, chunk);
        }

        private void advance() {
            if (!isAvailable(out)) return;
            Integer place = position;
            SubSinkInlet<Chunk> coming = answer;
            if (place != null) {
                position = null;
                push(out, new Chunk.Waiting(place));
            } else if (coming != null && !coming.hasBeenPulled() && !coming.isClosed()) coming.pull();
        }

        private void broke(Throwable failure) {
            switch (failure) {
                case ModelFailure.Throttled it ->
                    leave(How.THROTTLED, Math.max(0, it.retryAfter().toMillis()));
                case ModelFailure.Unavailable _ -> leave(How.FAILED, 0);
                case ModelFailure.Refused _ -> leave(How.ANSWERED, 0);
                default -> leave(How.UNKNOWN, 0);
            }
            failStage(failure);
        }

        /** Whoever only waits says so as well, and need not be found missing. */
        private void leave(How how, long restMillis) {
            if (left) return;
            left = true;
            way.turnstile.accept(new Leave(self(), how, restMillis));
        }

        private static ModelFailure failure(Away it) {
            return it.busy()
                    ? new ModelFailure.Throttled(it.reason(), Duration.ofMillis(it.millis()))
                    : new ModelFailure.Overloaded(it.reason());
        }
    }
}
