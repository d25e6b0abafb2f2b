package parley.engine.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import parley.engine.kernel.Message;

/**
 * Carries what rooms of this node tell viewers at other nodes. A message between nodes costs far more than what a token
 * weighs, so tokens of all rooms share one for a moment: the first goes at once, those that follow within {@link #WINDOW}
 * go together. Whatever else is told takes those along that wait, and all arrives in the order in which it was told.
 */
final class Courier {
    /** As long as a token waits for others at the most, but for what the scheduler adds. */
    static final Duration WINDOW = Duration.ofMillis(10);

    /** So much text goes together at the most, in UTF-16 units, and so many letters. */
    private static final int LONGEST = 16_384;

    private static final int MOST = 256;

    sealed interface Command extends Message {}

    /** Viewers at the node of this courier are told this. Never leaves the node. */
    record Post(ActorRef<Command> courier, Letter letter) implements Command {}

    /** From the courier of another node. */
    record Parcel(List<Letter> letters) implements Command {}

    /** One thing that is told to viewers at one node. */
    record Letter(List<ActorRef<Live>> viewers, Live what) implements Message {
        private int length() {
            return what instanceof Live.Happened(FeedEvent.Delta delta)
                    ? delta.text().length()
                    : LONGEST;
        }
    }

    private record Due(ActorRef<Command> courier) implements Command {}

    /** What waits for one node. */
    private static final class Bag {
        private final List<Letter> letters = new ArrayList<>();
        private int length;

        private void add(Letter letter) {
            letters.add(letter);
            length += letter.length();
        }

        private boolean full() {
            return length >= LONGEST || letters.size() >= MOST;
        }

        private Parcel packed() {
            Parcel parcel = new Parcel(List.copyOf(letters));
            letters.clear();
            length = 0;
            return parcel;
        }
    }

    private final TimerScheduler<Command> timers;
    private final Map<ActorRef<Command>, Bag> bags = new HashMap<>();

    private Courier(TimerScheduler<Command> timers) {
        this.timers = timers;
    }

    static Behavior<Command> create() {
        return Behaviors.withTimers(timers -> Behaviors.receiveMessage(new Courier(timers)::onMessage));
    }

    private Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Post it -> onPost(it);
            case Parcel it -> it.letters().forEach(Courier::deliver);
            case Due it -> onDue(it.courier());
        }
        return Behaviors.same();
    }

    private static void deliver(Letter letter) {
        letter.viewers().forEach(it -> it.tell(letter.what()));
    }

    private void onPost(Post post) {
        boolean first = !bags.containsKey(post.courier());
        Bag bag = bags.computeIfAbsent(post.courier(), _ -> new Bag());
        bag.add(post.letter());
        if (first) timers.startSingleTimer(post.courier(), new Due(post.courier()), WINDOW);
        if (first || bag.full()) post.courier().tell(bag.packed());
    }

    /** While there is something to carry, it is carried once in a window. */
    private void onDue(ActorRef<Command> courier) {
        Bag bag = bags.get(courier);
        if (bag == null) return;
        if (bag.letters.isEmpty()) {
            bags.remove(courier);
            return;
        }
        courier.tell(bag.packed());
        timers.startSingleTimer(courier, new Due(courier), WINDOW);
    }
}
