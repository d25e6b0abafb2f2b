package parley.http.chatsparty;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.failWith;
import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;
import static parley.http.edge.Body.lenientBody;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.PathMatcher0;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;
import parley.engine.kernel.UserId;
import parley.http.edge.Problem;
import parley.http.edge.SignedIn;
import parley.http.edge.Traced;

/**
 * Talks with agents over HTTP. Whoever closes an answer before its end has only stopped listening: the room goes on to
 * the end of its round, is paid for, and can be read. What stops it are the doors that say so.
 */
final class ChatRoutes implements Chapter {
    private final SignedIn signedIn;
    private final ChatSettings settings;
    private final PythonChat python;
    private final NodeChat node;

    ChatRoutes(Doors doors, ChatSettings settings, Clock clock) {
        Talks talks = new Talks(doors, settings);
        this.signedIn = doors.keyring().signedIn();
        this.settings = settings;
        this.python = new PythonChat(talks, doors.sse(), settings, clock);
        this.node = new NodeChat(talks, doors.accounts(), doors.sse(), settings, clock);
    }

    @Override
    public Route routes(Mount mount) {
        return concat(reply(), conversation(), stream(), chat(), multiAgent());
    }

    // POST /chat/agents/chat
    private Route reply() {
        return talk(
                agents("chat"),
                (user, form, span) -> python.reply(form.toOne(user).within(span)));
    }

    // POST /chat/agents/conversation
    private Route conversation() {
        return talk(
                agents("conversation"),
                (user, form, span) -> python.conversation(several(user, form).within(span)));
    }

    // POST /chat/agents/conversation/stream
    private Route stream() {
        return talk(
                agents("conversation").slash("stream"),
                (user, form, span) -> python.streamed(several(user, form).within(span)));
    }

    private static PathMatcher0 agents(String door) {
        return segment("chat").slash("agents").slash(door);
    }

    private Talk several(UserId user, ChatForm form) {
        return form.toSeveral(user, settings.turns());
    }

    // POST /chat, /chat/chat
    private Route chat() {
        return node(
                (user, form, span) -> node.one(form.toOneThere(user).within(span), form.streams()),
                segment("chat"),
                twice());
    }

    // POST /chat/multi-agent, /chat/chat/multi-agent
    private Route multiAgent() {
        return node(
                (user, form, span) ->
                        node.several(form.toSeveralThere(user, settings.turns()).within(span), form.streams()),
                segment("chat").slash("multi-agent"),
                twice().slash("multi-agent"));
    }

    private static PathMatcher0 twice() {
        return segment("chat").slash("chat");
    }

    /** What this era calls 400 is told as such. */
    private Route node(Answering answer, PathMatcher0 one, PathMatcher0 other) {
        ExceptionHandler told =
                ExceptionHandler.newBuilder().matchAny(ChatRoutes::toldAsBad).build();
        return handleExceptions(told, () -> concat(talk(one, answer), talk(other, answer)));
    }

    private static Route toldAsBad(Throwable failure) {
        return failWith(Refusal.in(failure)
                .filter(it -> it.kind() == Refusal.Kind.INVALID)
                .<Throwable>map(it -> new Problem(StatusCodes.BAD_REQUEST, it.code(), it.reason()))
                .orElse(failure));
    }

    /** What is answered to a form of a user, as part of a span if anybody traces. */
    private interface Answering {
        CompletionStage<HttpResponse> answer(UserId user, ChatForm form, @Nullable String span);
    }

    private Route talk(PathMatcher0 path, Answering answering) {
        return path(
                path,
                () -> post(() -> signedIn.signedIn(user -> lenientBody(
                        ChatForm.class,
                        form -> Traced.within(span -> completeWithFuture(answering.answer(user, form, span)))))));
    }
}
