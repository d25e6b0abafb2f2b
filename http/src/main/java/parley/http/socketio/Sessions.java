package parley.http.socketio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** All clients of this node, by the ids of their sessions. */
final class Sessions {
    private static final int ID_BYTES = 15;

    private final ActorContext<Command> context;
    private final SocketSettings settings;
    private final SocketHandler handler;
    private final SecureRandom random = new SecureRandom();

    sealed interface Command {}

    /** Begins a session; nothing is told where there are too many. */
    record Begin(ActorRef<Optional<Begun>> replyTo) implements Command {}

    record Begun(String id, ActorRef<SessionCommand> session) {}

    record Find(String id, ActorRef<Optional<ActorRef<SessionCommand>>> replyTo) implements Command {}

    static Behavior<Command> create(SocketSettings settings, SocketHandler handler) {
        return Behaviors.setup(context -> {
            Sessions sessions = new Sessions(context, settings, handler);
            return Behaviors.receive(Command.class)
                    .onMessage(Begin.class, sessions::onBegin)
                    .onMessage(Find.class, sessions::onFind)
                    .build();
        });
    }

    private Sessions(ActorContext<Command> context, SocketSettings settings, SocketHandler handler) {
        this.context = context;
        this.settings = settings;
        this.handler = handler;
    }

    private Behavior<Command> onBegin(Begin begin) {
        if (context.getChildren().size() >= settings.maxSessions()) {
            begin.replyTo.tell(Optional.empty());
            return Behaviors.same();
        }
        String id = id();
        begin.replyTo.tell(Optional.of(new Begun(id, context.spawn(Session.create(id, settings, handler), id))));
        return Behaviors.same();
    }

    /** Its children are sessions and nothing else, by their ids. */
    private Behavior<Command> onFind(Find find) {
        find.replyTo.tell(context.getChild(find.id).map(it -> it.<SessionCommand>unsafeUpcast()));
        return Behaviors.same();
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "s" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
