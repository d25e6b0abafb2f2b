package parley.engine.conversation;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.japi.function.Function2;

/** An actor's context without an actor, of which nothing can be had but that an answer comes into its mailbox. */
final class Desk {
    private Desk() {}

    @SuppressWarnings("unchecked")
    static ActorContext<ConversationCommand> of(Consumer<ConversationCommand> mailbox) {
        return (ActorContext<ConversationCommand>) Proxy.newProxyInstance(
                Desk.class.getClassLoader(), new Class<?>[] {ActorContext.class}, (_, method, given) -> {
                    if (!method.getName().equals("pipeToSelf"))
                        throw new UnsupportedOperationException(method.getName());
                    pipe(
                            (CompletionStage<Object>) given[0],
                            (Function2<Object, Throwable, ConversationCommand>) given[1],
                            mailbox);
                    return null;
                });
    }

    private static void pipe(
            CompletionStage<Object> answer,
            Function2<Object, Throwable, ConversationCommand> message,
            Consumer<ConversationCommand> mailbox) {
        var _ = answer.whenComplete((value, failure) -> {
            try {
                mailbox.accept(message.apply(value, failure));
            } catch (Exception fault) {
                throw new AssertionError(fault);
            }
        });
    }
}
