package parley.engine.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The viewers of one room: those at its own node are told at once, those at other nodes by courier. */
final class Audience {
    private final ActorRef<Courier.Command> courier;
    private final Set<ActorRef<Live>> near = new HashSet<>();
    private final Map<ActorRef<Live>, ActorRef<Courier.Command>> far = new HashMap<>();

    /** Of those at other nodes, who is told by which courier. */
    private final Map<ActorRef<Courier.Command>, List<ActorRef<Live>>> rounds = new HashMap<>();

    /** Told by this courier. */
    Audience(ActorRef<Courier.Command> courier) {
        this.courier = courier;
    }

    boolean isEmpty() {
        return near.isEmpty() && far.isEmpty();
    }

    boolean has(ActorRef<Live> viewer) {
        return near.contains(viewer) || far.containsKey(viewer);
    }

    /** Lets a viewer in whose node has this courier, if that is known; answers whether it was not there before. */
    boolean add(ActorRef<Live> viewer, @Nullable ActorRef<Courier.Command> its) {
        if (has(viewer)) return false;
        if (its == null || its.equals(courier)) return near.add(viewer);
        far.put(viewer, its);
        plan(its);
        return true;
    }

    /** Answers whether it was there. */
    boolean remove(ActorRef<Live> viewer) {
        if (near.remove(viewer)) return true;
        ActorRef<Courier.Command> its = far.remove(viewer);
        if (its != null) plan(its);
        return its != null;
    }

    private void plan(ActorRef<Courier.Command> its) {
        List<ActorRef<Live>> viewers = far.entrySet().stream()
                .filter(it -> it.getValue().equals(its))
                .map(Map.Entry::getKey)
                .toList();
        if (viewers.isEmpty()) rounds.remove(its);
        else rounds.put(its, viewers);
    }

    void tell(Live what) {
        for (ActorRef<Live> viewer : near) viewer.tell(what);
        rounds.forEach((its, viewers) -> post(its, viewers, what));
    }

    /** One of them alone. */
    void tell(ActorRef<Live> viewer, Live what) {
        ActorRef<Courier.Command> its = far.get(viewer);
        if (its == null) viewer.tell(what);
        else post(its, List.of(viewer), what);
    }

    private void post(ActorRef<Courier.Command> its, List<ActorRef<Live>> viewers, Live what) {
        courier.tell(new Courier.Post(its, new Courier.Letter(viewers, what)));
    }
}
