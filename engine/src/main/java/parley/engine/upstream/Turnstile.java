package parley.engine.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;
import parley.engine.measure.Measures;
import parley.engine.upstream.TurnstileCommand.Away;
import parley.engine.upstream.TurnstileCommand.Begun;
import parley.engine.upstream.TurnstileCommand.Come;
import parley.engine.upstream.TurnstileCommand.Enter;
import parley.engine.upstream.TurnstileCommand.Gone;
import parley.engine.upstream.TurnstileCommand.Idle;
import parley.engine.upstream.TurnstileCommand.Leave;
import parley.engine.upstream.TurnstileCommand.Look;
import parley.engine.upstream.TurnstileCommand.Tell;
import parley.engine.upstream.TurnstileCommand.Wait;
import parley.engine.upstream.TurnstileCommand.Word;

/**
 * Hands out the places of one line, one for the whole cluster. A place comes back when its visitor leaves or is no more;
 * nothing is stored, for whoever has a place says so again where the turnstile has moved.
 */
final class Turnstile {
    static final EntityTypeKey<TurnstileCommand> KEY = EntityTypeKey.create(TurnstileCommand.class, "Turnstile");

    private final ActorContext<TurnstileCommand> context;
    private final TimerScheduler<TurnstileCommand> timers;
    private final ActorRef<ShardCommand> shard;
    private final UpstreamSettings settings;
    private final Clock clock;
    private final Breaker breaker;
    private final Allowance allowance = new Allowance();
    private final FairQueue<ActorRef<Word>> queue = new FairQueue<>();
    private final Map<ActorRef<Word>, Boolean> inside = new HashMap<>();
    private final Map<ActorRef<Word>, Integer> told = new HashMap<>();
    private final LineLevels levels;
    private Instant restsUntil = Instant.MIN;
    private @Nullable Line line;

    static Behavior<TurnstileCommand> create(ActorRef<ShardCommand> shard, UpstreamSettings settings, Clock clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.setReceiveTimeout(settings.idle(), new Idle());
            Turnstile turnstile = new Turnstile(context, timers, shard, settings, clock);
            return Behaviors.receive(TurnstileCommand.class)
                    .onAnyMessage(turnstile::onMessage)
                    .onSignal(PostStop.class, _ -> turnstile.onStopped())
                    .build();
        }));
    }

    private Turnstile(
            ActorContext<TurnstileCommand> context,
            TimerScheduler<TurnstileCommand> timers,
            ActorRef<ShardCommand> shard,
            UpstreamSettings settings,
            Clock clock) {
        this.context = context;
        this.timers = timers;
        this.shard = shard;
        this.settings = settings;
        this.clock = clock;
        this.breaker = new Breaker(settings.breaker());
        this.levels = new LineLevels(Measures.of(context.getSystem()));
    }

    private Behavior<TurnstileCommand> onMessage(TurnstileCommand command) {
        switch (command) {
            case Enter it -> onEnter(it, clock.instant());
            case Begun it -> onBegun(it.visitor());
            case Leave it -> onLeave(it, clock.instant());
            case Gone it -> onGone(it.visitor());
            case Look _ -> flow(clock.instant());
            case Tell _ -> tell();
            case Idle _ -> onIdle();
        }
        levels.are(line, queue.size(), inside.size(), !breaker.closed());
        return Behaviors.same();
    }

    private Behavior<TurnstileCommand> onStopped() {
        levels.end();
        return Behaviors.same();
    }

    private void onEnter(Enter it, Instant now) {
        line = it.line();
        ActorRef<Word> visitor = it.visitor();
        if (inside.containsKey(visitor)) {
            if (!it.inside()) welcome(visitor);
        } else if (it.inside()) {
            queue.remove(visitor);
            watch(visitor);
            inside.put(visitor, false);
            welcome(visitor);
        } else if (queue.contains(visitor)) {
            told.remove(visitor);
            tell();
        } else knocked(it, now);
    }

    private void knocked(Enter it, Instant now) {
        Optional<Away> no = turnedAway(it.line(), now);
        if (no.isPresent()) {
            it.visitor().tell(no.get());
            return;
        }
        watch(it.visitor());
        if (queue.isEmpty() && free(it.line(), now)) {
            admit(it.line(), it.visitor(), now);
            welcome(it.visitor());
            return;
        }
        queue.add(it.asker(), it.visitor());
        int position = queue.order().indexOf(it.visitor()) + 1;
        told.put(it.visitor(), position);
        arm(it.line(), now);
        it.visitor().tell(new Wait(context.getSelf(), position));
    }

    private Optional<Away> turnedAway(Line to, Instant now) {
        if (!breaker.admits(now)) return Optional.of(down(to, now));
        Duration rest = rest(now);
        if (rest.compareTo(settings.retries().longestWait()) > 0)
            return Optional.of(
                    new Away(true, to.label() + " asked to be left alone until " + told(restsUntil), rest.toMillis()));
        if (queue.size() < to.limits().queue() || (queue.isEmpty() && free(to, now))) return Optional.empty();
        String reason =
                queue.size() + " requests wait for " + to.label() + " already, and no more may; try again later";
        return Optional.of(new Away(true, reason, 0));
    }

    private Away down(Line to, Instant now) {
        Instant until = breaker.until();
        if (until == null)
            return new Away(false, to.label() + " has failed again and again; one request is trying it right now", 0);
        return new Away(
                false,
                to.label() + " has failed again and again and is left alone until " + told(until),
                Math.max(0, Duration.between(now, until).toMillis()));
    }

    private static String told(Instant until) {
        return until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString();
    }

    private Duration rest(Instant now) {
        return restsUntil.isAfter(now) ? Duration.between(now, restsUntil) : Duration.ZERO;
    }

    private boolean free(Line to, Instant now) {
        return inside.size() < to.limits().concurrency()
                && !restsUntil.isAfter(now)
                && !allowance.next(to.limits().requestsPerMinute(), now).isAfter(now)
                && breaker.admits(now);
    }

    private void admit(Line to, ActorRef<Word> visitor, Instant now) {
        allowance.take(to.limits().requestsPerMinute(), now);
        inside.put(visitor, breaker.goes());
    }

    private void welcome(ActorRef<Word> visitor) {
        visitor.tell(new Come(context.getSelf(), Boolean.TRUE.equals(inside.get(visitor))));
    }

    private void watch(ActorRef<Word> visitor) {
        context.watchWith(visitor, new Gone(visitor));
    }

    private void onBegun(ActorRef<Word> visitor) {
        if (!inside.containsKey(visitor)) return;
        Instant now = clock.instant();
        breaker.answered(Boolean.TRUE.equals(inside.put(visitor, false)), now);
        flow(now);
    }

    private void onLeave(Leave it, Instant now) {
        if (!inside.containsKey(it.visitor())) {
            onGone(it.visitor());
            return;
        }
        context.unwatch(it.visitor());
        boolean trying = Boolean.TRUE.equals(inside.remove(it.visitor()));
        switch (it.how()) {
            case ANSWERED -> breaker.answered(trying, now);
            case THROTTLED -> {
                breaker.answered(trying, now);
                rests(Duration.ofMillis(it.restMillis()), now);
            }
            case FAILED -> {
                if (breaker.failed(trying, now)) allAway(now);
            }
            case UNKNOWN -> breaker.undecided(trying);
        }
        flow(now);
    }

    private void rests(Duration asked, Instant now) {
        Duration rest = asked.compareTo(settings.longestCooldown()) > 0 ? settings.longestCooldown() : asked;
        if (now.plus(rest).isAfter(restsUntil)) restsUntil = now.plus(rest);
        Line to = line;
        if (to == null || rest.compareTo(settings.retries().longestWait()) <= 0) return;
        turnAway(new Away(true, to.label() + " asked to be left alone until " + told(restsUntil), rest.toMillis()));
    }

    /** Whoever waits may go elsewhere. */
    private void allAway(Instant now) {
        Line to = line;
        if (to != null) turnAway(down(to, now));
    }

    private void turnAway(Away word) {
        for (ActorRef<Word> visitor : queue.drained()) {
            context.unwatch(visitor);
            visitor.tell(word);
        }
        told.clear();
    }

    private void onGone(ActorRef<Word> visitor) {
        context.unwatch(visitor);
        queue.remove(visitor);
        told.remove(visitor);
        Boolean trying = inside.remove(visitor);
        if (trying != null) breaker.undecided(trying);
        flow(clock.instant());
    }

    /** Lets in whoever may come in, in their order. */
    private void flow(Instant now) {
        Line to = line;
        if (to == null) return;
        List<ActorRef<Word>> admitted = new ArrayList<>();
        while (!queue.isEmpty() && free(to, now))
            queue.poll().ifPresent(it -> {
                told.remove(it);
                admit(to, it, now);
                admitted.add(it);
            });
        arm(to, now);
        admitted.forEach(this::welcome);
    }

    /** Looks again when time alone lets the next one in, and tells those who wait soon, though not at each step. */
    private void arm(Line to, Instant now) {
        if (queue.isEmpty()) {
            timers.cancelAll();
            return;
        }
        if (!timers.isTimerActive("tell")) timers.startSingleTimer("tell", new Tell(), settings.tidings());
        Instant allowed = allowance.next(to.limits().requestsPerMinute(), now);
        Instant next = allowed.isAfter(restsUntil) ? allowed : restsUntil;
        if (next.isAfter(now)) timers.startSingleTimer("look", new Look(), Duration.between(now, next));
    }

    private void tell() {
        List<ActorRef<Word>> order = queue.order();
        for (int at = 0; at < order.size(); at++) {
            Integer position = at + 1;
            if (!position.equals(told.put(order.get(at), position)))
                order.get(at).tell(new Wait(context.getSelf(), position));
        }
    }

    /** What is remembered of a provider is worth nothing any more by then. */
    private void onIdle() {
        boolean quiet =
                inside.isEmpty() && queue.isEmpty() && rest(clock.instant()).isZero();
        Instant until = breaker.until();
        if (quiet && (until == null || !until.isAfter(clock.instant())))
            shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
}
