package parley.engine.measure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefWithCell;

/** Actors whose mailboxes are looked into when somebody asks, and at no other time. */
public final class Mailboxes {
    private final Set<ActorRef> owners = ConcurrentHashMap.newKeySet();

    /** This actor is here. */
    public void open(ActorRef owner) {
        owners.add(owner);
    }

    /** It is here no more. */
    public void close(ActorRef owner) {
        owners.remove(owner);
    }

    /** How many messages wait in the fullest of them. */
    int longest() {
        return owners.stream().mapToInt(Mailboxes::depth).max().orElse(0);
    }

    private static int depth(ActorRef owner) {
        return owner instanceof ActorRefWithCell it ? it.underlying().numberOfMessages() : 0;
    }
}
