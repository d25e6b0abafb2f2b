package parley.engine.conversation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.japi.function.Procedure;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import scala.runtime.BoxedUnit;

/**
 * One viewer's stream of one conversation. Reads the journal up to where the feed stands, then follows the feed. Holds at
 * most a window of events: a viewer that falls further behind lets go of the feed and reads the journal again, so it
 * costs the same memory however slow it is. A lost feed (its node went away) is looked up anew.
 */
final class Viewing extends GraphStage<SourceShape<FeedEvent>> {

    /** How a viewer reaches its conversation: asks to be let in, and reads pages of the journal. */
    record Doors(Consumer<org.apache.pekko.actor.typed.ActorRef<Live>> attach, Pages pages) {}

    interface Pages {
        java.util.concurrent.CompletionStage<List<EventEnvelope>> page(long from, long to, int most);
    }

    private static final int PAGE = 128;
    private static final Duration ATTACH_WITHIN = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);

    private final Outlet<FeedEvent> out = Outlet.create("Viewing.out");
    private final SourceShape<FeedEvent> shape = SourceShape.of(out);
    private final Doors doors;
    private final Cursor start;
    private final int window;

    Viewing(Doors doors, Cursor start, int window) {
        this.doors = doors;
        this.start = start;
        this.window = window;
    }

    @Override
    public SourceShape<FeedEvent> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private enum Stage {
        ATTACHING,
        READING,
        FOLLOWING,
        BEHIND
    }

    private final class Logic extends TimerGraphStageLogic {
        private final Queue<FeedEvent> ready = new ArrayDeque<>();
        private final Queue<FeedEvent> live = new ArrayDeque<>();
        private final Procedure<List<EventEnvelope>> onPage = createAsyncCallback(this::onPage)::invoke;
        private final Procedure<Throwable> onPageFailed = createAsyncCallback(this::failStage)::invoke;
        private Position position = new Position(start);
        private Stage stage = Stage.ATTACHING;
        private Live.@Nullable Attached attached;
        private boolean reading;

        Logic() {
            super(shape);
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
            attach();
        }

        @Override
        public void postStop() {
            letGo(new Feed.Gone(self()));
        }

        @Override
        public void onTimer(Object key) {
            attach();
        }

        private void attach() {
            stage = Stage.ATTACHING;
            scheduleOnce("attach", ATTACH_WITHIN);
            doors.attach.accept(self());
        }

        private org.apache.pekko.actor.typed.ActorRef<Live> self() {
            return Adapter.toTyped(stageActor().ref());
        }

        private void onMessage(Object message) {
            switch (message) {
                case Live.Happened happened -> onHappened(happened.event());
                case Live.Attached it -> onAttached(it);
                case Live.Refused it -> failStage(new Refusal(it.kind(), it.reason()));
                case Terminated _ -> {
                    attached = null;
                    stage = Stage.ATTACHING;
                    live.clear();
                    scheduleOnce("attach", RETRY_AFTER);
                }
                default -> {}
            }
        }

        private void onAttached(Live.Attached it) {
            if (stage != Stage.ATTACHING) return;
            cancelTimer("attach");
            if (start.sequence() > it.sequence() && position.cursor().equals(start)) {
                failStage(Refusal.gone("this cursor is ahead of the conversation; the nearest is " + it.cursor()));
                return;
            }
            attached = it;
            stageActor().watch(classic(it));
            stage = Stage.READING;
            advance();
        }

        private void onHappened(FeedEvent event) {
            if (stage == Stage.FOLLOWING && live.isEmpty() && ready.isEmpty() && isAvailable(out)) {
                emit(event);
                return;
            }
            if (stage != Stage.FOLLOWING && stage != Stage.READING) return;
            live.add(event);
            if (live.size() > window) fallBehind();
        }

        /** Too slow: what is ready still goes out, then the journal is read from there. */
        private void fallBehind() {
            letGo(new Feed.Detach(self()));
            live.clear();
            stage = Stage.BEHIND;
        }

        private void letGo(Feed.Command goodbye) {
            Live.Attached it = attached;
            if (it == null) return;
            stageActor().unwatch(classic(it));
            it.feed().tell(goodbye);
            attached = null;
        }

        private ActorRef classic(Live.Attached it) {
            return Adapter.toClassic(it.feed());
        }

        private void advance() {
            if (!isAvailable(out)) return;
            FeedEvent next = ready.poll();
            if (next != null) {
                position = new Position(next.cursor());
                push(out, next);
                return;
            }
            switch (stage) {
                case READING -> read();
                case FOLLOWING -> follow();
                case BEHIND -> attach();
                case ATTACHING -> {}
            }
        }

        private void follow() {
            while (isAvailable(out) && !live.isEmpty()) emit(live.remove());
        }

        private void emit(FeedEvent event) {
            position.fresh(event).ifPresent(it -> {
                position = new Position(it.cursor());
                push(out, it);
            });
        }

        private void read() {
            Live.Attached it = attached;
            if (it == null || reading) return;
            long from = position.cursor().sequence() + 1;
            if (from > it.sequence()) {
                catchUp(it);
                return;
            }
            reading = true;
            doors.pages.page(from, it.sequence(), PAGE).whenComplete(this::paged);
        }

        private void paged(@Nullable List<EventEnvelope> page, @Nullable Throwable failure) {
            try {
                if (page != null) onPage.apply(page);
                else if (failure != null) onPageFailed.apply(failure);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }

        private void onPage(List<EventEnvelope> page) {
            reading = false;
            if (page.isEmpty()) {
                failStage(new IllegalStateException("the journal lacks events after " + position.cursor()));
                return;
            }
            Position at = position;
            for (EventEnvelope envelope : page) {
                FeedEvent.Recorded recorded = History.recorded(at, envelope);
                at = new Position(recorded.cursor());
                ready.add(recorded);
            }
            advance();
        }

        /** The journal is read up to the feed: the rest of the running turn's text, then live. */
        private void catchUp(Live.Attached it) {
            stage = Stage.FOLLOWING;
            int seen = position.cursor().offset();
            if (it.turn() > 0 && it.speaker() != null && it.text().length() > seen)
                emit(new FeedEvent.Delta(
                        new Cursor(it.sequence(), it.text().length()),
                        it.turn(),
                        it.attempt(),
                        it.speaker(),
                        it.text().substring(seen)));
            follow();
        }
    }
}
