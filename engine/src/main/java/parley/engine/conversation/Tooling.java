package parley.engine.conversation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationCommand.ToolDone;
import parley.engine.conversation.ConversationCommand.ToolLate;
import parley.engine.conversation.ConversationCommand.ToolsGoOn;
import parley.engine.kernel.UserId;
import parley.engine.llm.Chunk;
import parley.engine.llm.Prompt;

/**
 * The tools that the running turn's model waits for: one at a time, each stored before it runs, and after the last of a
 * step the model is asked again, once that is paid for. Used by its actor only; nothing here is remembered.
 */
final class Tooling {
    private static final String LATE = "tool";
    private static final String HOLD = "hold";
    private static final String MUTED = "muted";

    private final ActorContext<ConversationCommand> context;
    private final Coordinator coordinator;
    private final ToolSettings settings;
    private final TimerScheduler<ConversationCommand> timers;
    private final Holding holding;
    private final Trail trail;
    private final Consumer<End> last;
    private final Deque<Chunk.ToolCall> waiting = new ArrayDeque<>();
    private Piece.@Nullable Wanted wanted;
    private @Nullable Prompt first;
    private Growth.@Nullable Base base;
    private @Nullable ToolRun use;
    private int step;
    private int place;
    private int seen;

    /** Works for a conversation; {@code last} hears how a round ends whose turn can go no further. */
    Tooling(
            ActorContext<ConversationCommand> context,
            Coordinator coordinator,
            TimerScheduler<ConversationCommand> timers,
            Holding holding,
            Trail trail,
            Consumer<End> last) {
        this.context = context;
        this.coordinator = coordinator;
        this.settings = coordinator.settings().tools();
        this.timers = timers;
        this.holding = holding;
        this.trail = trail;
        this.last = last;
    }

    /** A turn begins to speak, asked this. */
    void begins(Prompt prompt) {
        stop();
        seen = 0;
        first = prompt;
        base = null;
    }

    /** What the sentences of the running step stand on; absent in the first. */
    Growth.@Nullable Base base() {
        return base;
    }

    /** The model wants tools; {@code end} where its turn is about to end anyway. */
    List<ConversationEvent> wants(Transcript transcript, Piece.Wanted it, @Nullable End end, Instant now) {
        OpenTurn open = transcript.openTurn().orElseThrow();
        Optional<Onward> over = end != null ? Optional.of(new Onward.Over()) : refused(transcript, open);
        if (over.isPresent()) {
            it.onward().complete(over.get());
            return List.of();
        }
        wanted = it;
        waiting.clear();
        it.calls().stream().limit(2L * settings.calls()).forEach(waiting::add);
        step = open.uses().steps() + 1;
        place = 0;
        return more(transcript, now);
    }

    private static boolean muted(Transcript transcript, OpenTurn open) {
        return transcript.seats().muted().contains(open.speaker());
    }

    private Optional<Onward> refused(Transcript transcript, OpenTurn open) {
        if (muted(transcript, open)) return Optional.of(new Onward.Hush(MUTED));
        return open.uses().steps() > settings.steps() ? Optional.of(new Onward.Enough()) : Optional.empty();
    }

    /** The calls that come next, up to one that must be waited for. */
    List<ConversationEvent> more(Transcript transcript, Instant now) {
        Piece.Wanted it = wanted;
        List<ConversationEvent> events = new ArrayList<>();
        Transcript after = transcript;
        while (it != null && !waiting.isEmpty()) {
            OpenTurn open = after.openTurn().orElseThrow();
            if (open.uses().unanswered().isPresent()) break;
            List<ConversationEvent> called = new Calling(open, settings, now)
                    .called(waiting.remove(), step, ++place, place == 1 ? it.usage() : null);
            events.addAll(called);
            after = after.after(called);
        }
        return events;
    }

    /** A tool is done; nothing where nobody waits for it any more. */
    List<ConversationEvent> done(Transcript transcript, ToolDone done, Instant now) {
        Optional<Use> waited = waited(transcript, done.turn(), done.call()).filter(it -> !it.waits());
        if (waited.isEmpty() || !transcript.runs(done.turn(), done.attempt()) || use == null) return List.of();
        use = null;
        OpenTurn open = transcript.openTurn().orElseThrow();
        return then(
                transcript,
                List.of(new Calling(open, settings, now).answered(done.call(), done.result(), done.millis())),
                now);
    }

    /** Nobody allowed a call in time. */
    List<ConversationEvent> late(Transcript transcript, ToolLate late, Instant now) {
        return waited(transcript, late.turn(), late.call())
                .filter(Use::waits)
                .map(it -> Uses.refused(
                                transcript.openTurn().orElseThrow(),
                                it,
                                "nobody allowed it in time; it did not run",
                                now)
                        .toList())
                .map(it -> then(transcript, it, now))
                .orElse(List.of());
    }

    private List<ConversationEvent> then(Transcript transcript, List<ConversationEvent> events, Instant now) {
        List<ConversationEvent> all = new ArrayList<>(events);
        all.addAll(more(transcript.after(events), now));
        return all;
    }

    private Optional<Use> waited(Transcript transcript, int turn, int call) {
        if (wanted == null) return Optional.empty();
        return transcript
                .openTurn()
                .filter(it -> it.turn() == turn)
                .flatMap(it -> it.uses().unanswered())
                .filter(it -> it.call() == call);
    }

    /** Goes on after what was stored: the next call runs or waits for leave, or the model is asked again. */
    void look(Transcript transcript) {
        OpenTurn open = transcript.open();
        Piece.Wanted it = wanted;
        if (open == null || it == null) return;
        Optional<Use> next = open.uses().unanswered();
        if (muted(transcript, open)) over(new Onward.Hush(MUTED));
        else if (next.isPresent()) goOn(open, next.get());
        else if (!waiting.isEmpty()) context.getSelf().tell(new ToolsGoOn());
        else onward(transcript, open);
    }

    private void goOn(OpenTurn open, Use it) {
        if (it.waits()) {
            if (seen == it.call()) return;
            seen = it.call();
            timers.startSingleTimer(LATE, new ToolLate(open.turn(), it.call()), settings.approvalWithin());
        } else if (use == null) {
            timers.cancel(LATE);
            run(open, it);
        }
    }

    /** Once: the call is stored, and its answer is the only thing that follows. */
    private void run(OpenTurn open, Use it) {
        ToolRun run = ToolRun.begun(coordinator.engines().toolbox(), open, it, trail.turn());
        use = run;
        context.pipeToSelf(run.within(settings.within()), (result, failure) -> run.done(result, failure));
    }

    /** The model is asked again, where that is paid for and nothing limits it. */
    private void onward(Transcript transcript, OpenTurn open) {
        UserId owner = transcript.owner();
        Prompt asked = first;
        if (owner == null || asked == null) return;
        Optional<Further> further = Further.of(
                transcript,
                open,
                asked,
                coordinator.settings(),
                coordinator.engines().clock().instant());
        if (further.isEmpty()) ends(Further.LIMIT);
        else if (further.get().credits() > open.credits())
            holding.grow(owner, open, further.get().credits());
        else {
            base = further.get().base();
            over(new Onward.Ask(further.get().prompt()));
        }
    }

    /** The ledger has not answered: it is asked again a little later. */
    void holdLater() {
        if (wanted != null)
            timers.startSingleTimer(
                    HOLD, new ToolsGoOn(), coordinator.settings().chargeAgain());
    }

    /** No more can be paid for: the turn ends with what was said, and its round like this. */
    void ends(End how) {
        last.accept(how);
        over(new Onward.Over());
    }

    private void over(Onward how) {
        Piece.Wanted it = wanted;
        stop();
        if (it != null) it.onward().complete(how);
    }

    /** Nobody waits for a tool any more. */
    void stop() {
        ToolRun running = use;
        if (running != null) running.cancel();
        use = null;
        wanted = null;
        waiting.clear();
        timers.cancel(LATE);
        timers.cancel(HOLD);
    }
}
