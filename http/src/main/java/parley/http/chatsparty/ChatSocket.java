package parley.http.chatsparty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import parley.engine.conversation.ConversationView;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.Secret;
import parley.engine.kernel.UserId;
import parley.http.chatsparty.ChatSockets.Talking;
import parley.http.chatsparty.Following.Followed;
import parley.http.chatsparty.SocketEntry.Entered;
import parley.http.edge.Problem;
import parley.http.socketio.Socket;

/**
 * One client's talks: does one of its events after the other, and follows the rooms that they concern, each by a stream
 * of its own that goes as fast as the client takes it. When the client goes, the rounds that it began are stopped.
 */
final class ChatSocket extends AbstractBehavior<ChatSocket.Command> {
    private final Socket socket;
    private final Talking talking;
    private final SocketEntry entry;
    private final Following following;
    private final Queue<Heard> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean gone;

    sealed interface Command {}

    /** The client said something. */
    record Heard(String event, JsonNode sent) implements Command {
        /** Never the token in it. */
        @Override
        public String toString() {
            return "Heard[" + event + "]";
        }
    }

    private record Inside(Entered entered) implements Command {}

    /** A message was taken, and is answered by this round. */
    private record Taken(String conversation, int round) implements Command {}

    /** A message was not taken. */
    private record NotTaken(Talk talk, SocketTelling telling, Throwable why) implements Command {}

    /** This is to be told, and then the event is done. */
    private record Tells(List<SocketFrame> frames) implements Command {}

    private record EventDone() implements Command {}

    /** A room's round has ended, and no other one begins. */
    private record Rested(String conversation, int round) implements Command {}

    /** A room's stream is over. */
    private record Over(
            String conversation,
            UniqueKillSwitch stream,
            @Nullable Throwable failure) implements Command {}

    /** The client is gone. */
    record Left() implements Command {}

    static Behavior<Command> create(Socket socket, Secret token, Talking talking) {
        return Behaviors.setup(context -> new ChatSocket(context, socket, token, talking));
    }

    private ChatSocket(ActorContext<Command> context, Socket socket, Secret token, Talking talking) {
        super(context);
        this.socket = socket;
        this.talking = talking;
        this.entry = new SocketEntry(talking, token);
        this.following = new Following(talking.settings().socketRooms());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Inside.class, it -> onInside(it.entered))
                .onMessage(Taken.class, this::onTaken)
                .onMessage(NotTaken.class, it -> tell(it.telling.refused(it.talk, SocketEntry.apology(it.why), now())))
                .onMessage(Tells.class, it -> tell(it.frames))
                .onMessage(EventDone.class, _ -> next())
                .onMessage(Rested.class, this::onRested)
                .onMessage(Over.class, this::onOver)
                .onMessage(Left.class, _ -> onLeft())
                .onSignal(PostStop.class, _ -> onStopped())
                .build();
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (waiting.size() >= talking.settings().socketWaiting()) {
            getContext().getLog().info("Socket {} says more than can be done: it is disconnected", socket.id());
            socket.disconnect();
            return this;
        }
        waiting.add(heard);
        return busy ? this : next();
    }

    /** The next event, if one waits. */
    private Behavior<Command> next() {
        Heard heard = waiting.poll();
        busy = heard != null;
        if (heard != null) act(heard);
        return this;
    }

    private void act(Heard heard) {
        try {
            SocketForm form = SocketForm.of(heard.sent);
            if (heard.event.equals("leave_conversation")) leave(form.conversation());
            else SocketWish.of(heard.event).ifPresentOrElse(it -> wish(it, form), this::next);
        } catch (Refusal | Problem strange) {
            tell(List.of(SocketFrame.wrong(heard.sent.path("conversation_id").asText(""), SocketForm.INVALID)));
        }
    }

    private void wish(SocketWish wish, SocketForm form) {
        Optional<Followed> followed = following.of(form.conversation());
        if (wish == SocketWish.STOP && followed.isPresent()) {
            stop(form.conversation(), followed.get());
            return;
        }
        getContext()
                .pipeToSelf(
                        entry.enter(wish, form),
                        (it, failure) -> it != null ? new Inside(it) : failed(wish, form.conversation(), failure));
    }

    private Behavior<Command> onInside(Entered entered) {
        String conversation = entered.conversation();
        if (entered.wish() == SocketWish.STOP) {
            ended(conversation, entered.user(), entered.room());
            return this;
        }
        boolean fresh = following.of(conversation).isEmpty();
        Talk talk = entered.talk();
        String opening = entered.wish().begins() && talk != null ? talk.message() : "";
        SocketTelling telling = new SocketTelling(conversation, entered.room(), opening);
        if (fresh && !follow(entered, telling))
            return tell(List.of(SocketFrame.wrong(conversation, "too many conversations at once on this connection")));
        following.touch(conversation);
        return switch (entered.wish()) {
            case JOIN -> tell(List.of(SocketFrame.joined(conversation)));
            case REGISTER -> tell(List.of(SocketFrame.started(conversation, entered.room())));
            default -> talk == null ? next() : say(talk, telling, entered);
        };
    }

    /** Everything that happens in a room from now on is told, one thing after the other has been taken. */
    private boolean follow(Entered entered, SocketTelling telling) {
        if (!following.makeRoom()) return false;
        ActorRef<Command> self = getContext().getSelf();
        String conversation = entered.conversation();
        Pair<UniqueKillSwitch, CompletionStage<Done>> stream = talking.talks()
                .retold(entered.user(), entered.room()) // moments
                .takeWhile(it -> !(it instanceof Moment.Gone)) // as long as there is a room
                .map(it -> noted(it, conversation, self)) // whose ends are noted
                .mapConcat(telling::of) // frames
                .viaMat(KillSwitches.single(), Keep.right()) // until they are not wanted
                .mapAsync(1, it -> socket.emit(it.event(), it.payload())) // one by one
                .toMat(Sink.ignore(), Keep.both())
                .run(talking.system());
        following.add(conversation, new Followed(entered.user(), entered.room().id(), stream.first()));
        stream.second().whenComplete((_, failure) -> self.tell(new Over(conversation, stream.first(), failure)));
        return true;
    }

    private static Moment noted(Moment moment, String conversation, ActorRef<Command> self) {
        if (moment instanceof Moment.Ended it && !it.more()) self.tell(new Rested(conversation, it.round()));
        return moment;
    }

    private Behavior<Command> say(Talk talk, SocketTelling telling, Entered entered) {
        List<SocketFrame> first = entered.wish() == SocketWish.START
                ? List.of(
                        SocketFrame.started(entered.conversation(), entered.room()),
                        SocketFrame.created(entered.conversation(), entered.room()))
                : List.of();
        getContext()
                .pipeToSelf(
                        emitted(first).thenCompose(_ -> entry.say(talk, entered.room())),
                        (round, failure) -> round != null
                                ? new Taken(entered.conversation(), round)
                                : new NotTaken(talk, telling, failure));
        return this;
    }

    private Behavior<Command> onTaken(Taken taken) {
        following.owns(taken.conversation, taken.round);
        return next();
    }

    /** Where something runs and is followed, its end is told when it comes. */
    private void stop(String conversation, Followed it) {
        getContext()
                .pipeToSelf(
                        entry.stop(it.user(), it.room()),
                        (ran, failure) -> ran != null
                                ? new Tells(ran ? List.of() : List.of(SocketFrame.stopped(conversation)))
                                : failed(SocketWish.STOP, conversation, failure));
    }

    /** The same where nobody follows it here. */
    private void ended(String conversation, UserId user, ConversationView room) {
        getContext()
                .pipeToSelf(
                        entry.stop(user, room.id()),
                        (ran, failure) -> ran != null
                                ? new Tells(List.of(SocketFrame.stopped(conversation)))
                                : failed(SocketWish.STOP, conversation, failure));
    }

    private static Command failed(SocketWish wish, String conversation, Throwable failure) {
        return new Tells(List.of(SocketFrame.wrong(conversation, SocketEntry.told(wish, failure))));
    }

    private void leave(String conversation) {
        following.leave(conversation);
        tell(List.of(SocketFrame.left(conversation)));
    }

    /** Tells it, and then does the next event; a client that is gone will have nothing done any more. */
    private Behavior<Command> tell(List<SocketFrame> frames) {
        getContext().pipeToSelf(emitted(frames), (_, _) -> new EventDone());
        return this;
    }

    private CompletionStage<Done> emitted(List<SocketFrame> frames) {
        CompletionStage<Done> told = CompletableFuture.completedFuture(Done.getInstance());
        for (SocketFrame it : frames) told = told.thenCompose(_ -> socket.emit(it.event(), it.payload()));
        return told;
    }

    private Behavior<Command> onRested(Rested rested) {
        following.rests(rested.conversation, rested.round);
        return this;
    }

    private Behavior<Command> onOver(Over over) {
        Throwable failure = over.failure;
        if (!following.over(over.conversation, over.stream) || failure == null) return this;
        getContext().getLog().debug("Socket {} does not hear {} any more", socket.id(), over.conversation, failure);
        SocketFrame wrong = SocketFrame.wrong(over.conversation, SocketEntry.broken(failure));
        socket.emit(wrong.event(), wrong.payload());
        return this;
    }

    private Behavior<Command> onLeft() {
        gone = true;
        for (Followed it : following.all())
            if (it.runs()) talking.conversations().stop(it.room(), it.user());
        return Behaviors.stopped();
    }

    /** Whatever the reason, nothing goes on that nobody hears; a client whose actor failed must come again. */
    private Behavior<Command> onStopped() {
        following.all().forEach(it -> it.stream().shutdown());
        if (!gone) socket.disconnect();
        return this;
    }

    private Instant now() {
        return talking.clock().instant();
    }
}
