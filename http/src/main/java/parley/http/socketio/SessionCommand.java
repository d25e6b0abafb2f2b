package parley.http.socketio;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** What a session is told; none of it leaves the node. */
sealed interface SessionCommand {
    /** The client polls. */
    record Poll(ActorRef<Answer> replyTo) implements SessionCommand {}

    /** The client sent packets beside its polls. */
    record Post(String body, ActorRef<Answer> replyTo) implements SessionCommand {}

    /** What a request is answered; {@code wrong} is empty where it was right. */
    record Answer(String body, String wrong) {}

    /**
     * A WebSocket is there, to be known by this object.
     *
     * @param begins whether the session began with it
     */
    record WireOpened(Object wire, boolean begins, ActorRef<Wire> to) implements SessionCommand {}

    /** A WebSocket would say something, once it is told that it may. */
    record WireListens(Object wire, ActorRef<Wire> ready) implements SessionCommand {}

    /** It takes the next packet. */
    record WireReady(Object wire) implements SessionCommand {}

    /** It said something, and says no more until it is told that this was taken. */
    record WireSaid(Object wire, String text, ActorRef<Wire> ready) implements SessionCommand {}

    record WireEnded(Object wire) implements SessionCommand {}

    /** A poll that waits should go, since the client tries a WebSocket. */
    record Nudge() implements SessionCommand {}

    /** A WebSocket had its time to be tried. */
    record ProbeOver(Object wire) implements SessionCommand {}

    /** A packet for the client. */
    record Emit(String packet, CompletableFuture<Done> taken) implements SessionCommand {}

    /** The server wants the client to go. */
    record Leave() implements SessionCommand {}

    record Ping() implements SessionCommand {}

    /** The client did not do something in time. */
    record Late(String why) implements SessionCommand {}

    /** The server stops. */
    record End() implements SessionCommand {}
}
