package parley.engine.floor;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** Weighs a floor against a tree of limits. */
final class Reckoning {
    /** How many of the latest replies of a round are looked through for repetitions. */
    private static final int REPLIES = 20;

    private static final long UNBOUNDED = Long.MAX_VALUE;

    private Reckoning() {}

    static Optional<Limit.Reached> reached(Limit limit, Floor floor) {
        Floor.Round round = floor.round();
        return switch (limit) {
            case Limit.Turns it ->
                when(round.turns() >= it.most(), "turns", "the round has had its turns: " + it.most());
            case Limit.Everyone it ->
                when(
                        round.turns() >= (long) it.times() * floor.seats().size(),
                        "everyone",
                        "everybody who may speak has spoken, times: " + it.times());
            case Limit.Tokens it ->
                when(round.tokens() >= it.most(), "tokens", "the round has written its tokens: " + it.most());
            case Limit.Credits it ->
                when(round.credits() >= it.most(), "credits", "the round has cost its credits: " + it.most());
            case Limit.Time it ->
                when(round.ran().compareTo(it.most()) >= 0, "time", "the round has run its time: " + it.most());
            case Limit.Phrase it -> when(isSaid(it, floor), "phrase", "somebody said \"" + it.text() + "\"");
            case Limit.Mention it -> when(isAddressed(it, floor), "mention", it.name() + " was addressed");
            case Limit.Silence it ->
                when(Silences.last(floor) >= it.turns(), "silence", "nothing was said, turns in a row: " + it.turns());
            case Limit.Repetition it -> when(isRepeating(it, floor), "repetition", "the agents repeat themselves");
            case Limit.Judged it -> judged(round.verdict());
            case Limit.Any it ->
                it.of().stream()
                        .flatMap(child -> reached(child, floor).stream())
                        .findFirst();
            case Limit.All it ->
                all(it.of().stream().map(child -> reached(child, floor)).toList());
        };
    }

    private static Optional<Limit.Reached> when(boolean reached, String limit, String reason) {
        return reached ? Optional.of(new Limit.Reached(limit, reason)) : Optional.empty();
    }

    private static Optional<Limit.Reached> judged(Floor.@Nullable Verdict verdict) {
        return verdict != null && verdict.done()
                ? Optional.of(new Limit.Reached("judged", verdict.reason()))
                : Optional.empty();
    }

    private static Optional<Limit.Reached> all(List<Optional<Limit.Reached>> each) {
        if (each.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        String reasons = each.stream()
                .flatMap(Optional::stream)
                .map(Limit.Reached::reason)
                .collect(Collectors.joining(", and "));
        return Optional.of(new Limit.Reached("all", reasons));
    }

    private static boolean isSaid(Limit.Phrase limit, Floor floor) {
        List<String> phrase = Reading.of(limit.text()).words();
        return replies(floor).anyMatch(it -> Reading.of(it.text()).holds(phrase));
    }

    /** The name is looked for among those who sit, so that nobody else's first name is taken for it. */
    private static boolean isAddressed(Limit.Mention limit, Floor floor) {
        String name = Reading.folded(limit.name()).strip();
        List<String> names = Stream.concat(
                        Stream.of(limit.name()), floor.seats().stream().map(Floor.Seat::name))
                .toList();
        Addressing addressing = Addressing.of(names);
        return Seating.round(floor).stream()
                .filter(it -> !Reading.folded(it.name()).strip().equals(name))
                .anyMatch(it -> addressing.in(it.text()).contains(0));
    }

    private static boolean isRepeating(Limit.Repetition limit, Floor floor) {
        List<Floor.Said> replies = replies(floor).toList();
        List<Floor.Said> latest = replies.subList(Math.max(0, replies.size() - REPLIES), replies.size());
        return Likeness.pingPong(latest, limit.similarity())
                || Likeness.repeated(latest, limit.similarity()) >= limit.times();
    }

    private static Stream<Floor.Said> replies(Floor floor) {
        return Seating.round(floor).stream().filter(it -> Objects.nonNull(it.agent()));
    }

    static boolean wantsJudge(Limit limit, Floor floor) {
        Floor.Round round = floor.round();
        Floor.Verdict verdict = round.verdict();
        Optional<Limit.Judged> judge = judge(limit);
        if (judge.isEmpty() || (verdict != null && verdict.done())) return false;
        int judged = verdict == null ? 0 : verdict.turns();
        if (round.turns() - judged < judge.get().every()
                || reached(limit, floor).isPresent()) return false;
        Floor.Verdict done = new Floor.Verdict(round.turns(), true, "");
        Floor.Round after =
                new Floor.Round(round.turns(), round.tokens(), round.credits(), round.ran(), round.from(), done);
        return reached(limit, new Floor(floor.seats(), floor.said(), after, floor.seed()))
                .isPresent();
    }

    static Optional<Limit.Judged> judge(Limit limit) {
        return switch (limit) {
            case Limit.Judged it -> Optional.of(it);
            case Limit.Any it ->
                it.of().stream().flatMap(child -> judge(child).stream()).findFirst();
            case Limit.All it ->
                it.of().stream().flatMap(child -> judge(child).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    static long tokensLeft(Limit limit, Floor floor) {
        return left(
                limit,
                it -> it instanceof Limit.Tokens most
                        ? most.most() - floor.round().tokens()
                        : UNBOUNDED);
    }

    static long creditsLeft(Limit limit, Floor floor) {
        return left(
                limit,
                it -> it instanceof Limit.Credits most
                        ? most.most() - floor.round().credits()
                        : UNBOUNDED);
    }

    static Optional<Duration> timeLeft(Limit limit, Floor floor) {
        long nanos = left(
                limit,
                it -> it instanceof Limit.Time most
                        ? nanos(most.most().minus(floor.round().ran()))
                        : UNBOUNDED);
        return nanos == UNBOUNDED ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private static long nanos(Duration left) {
        return left.isNegative() ? 0 : left.toNanos();
    }

    /** What the leaves leave: of any the least, of all the most. */
    private static long left(Limit limit, ToLongFunction<Limit> leaf) {
        return switch (limit) {
            case Limit.Any it -> each(it.of(), leaf).min().orElse(UNBOUNDED);
            case Limit.All it -> each(it.of(), leaf).max().orElse(UNBOUNDED);
            default -> Math.max(0, leaf.applyAsLong(limit));
        };
    }

    private static LongStream each(List<Limit> of, ToLongFunction<Limit> leaf) {
        return of.stream().mapToLong(child -> left(child, leaf));
    }

    static Duration duration(@Nullable String text) {
        try {
            return Duration.parse(Caps.text("time.most", text));
        } catch (DateTimeParseException _) {
            throw Refusal.invalid("time.most must be an ISO-8601 duration, such as PT5M");
        }
    }

    /** Refuses what is too large below a new parent; every parent does, so every tree is within its caps. */
    static void check(List<Limit> of) {
        if (of.isEmpty()) throw Refusal.invalid("any and all must hold at least one limit");
        if (1 + of.stream().mapToInt(Reckoning::depth).max().orElse(0) > Caps.DEPTH)
            throw Refusal.invalid("limits must be nested at most " + Caps.DEPTH + " deep");
        if (1 + of.stream().mapToInt(Reckoning::nodes).sum() > Caps.NODES)
            throw Refusal.invalid("there must be at most " + Caps.NODES + " limits");
        if (of.stream().filter(it -> judge(it).isPresent()).count() > 1)
            throw Refusal.invalid("there must be at most one judged limit");
    }

    private static List<Limit> children(Limit limit) {
        return switch (limit) {
            case Limit.Any it -> it.of();
            case Limit.All it -> it.of();
            default -> List.of();
        };
    }

    private static int depth(Limit limit) {
        return 1 + children(limit).stream().mapToInt(Reckoning::depth).max().orElse(0);
    }

    private static int nodes(Limit limit) {
        return 1 + children(limit).stream().mapToInt(Reckoning::nodes).sum();
    }
}
