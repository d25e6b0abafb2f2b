package parley.http.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.ClientTransport;
import parley.engine.llm.ModelFailure;

/**
 * Connects to the very address that was judged: a name is looked up once for each connection, and where any of its
 * addresses is out of {@link Reach}, nothing is connected to.
 */
public final class GuardedTransport {
    private GuardedTransport() {}

    public static ClientTransport of(Reach reach) {
        return ClientTransport.withCustomResolver((host, port) -> resolved(reach, host, (Integer) port));
    }

    private static CompletionStage<InetSocketAddress> resolved(Reach reach, String host, int port) {
        CompletableFuture<InetSocketAddress> answer = new CompletableFuture<>();
        // Looking a name up blocks.
        Thread.ofVirtual().name("look-up").start(() -> {
            try {
                answer.complete(new InetSocketAddress(judged(reach, host, port), port));
            } catch (ModelFailure failure) {
                answer.completeExceptionally(failure);
            } catch (UnknownHostException | RuntimeException _) {
                answer.completeExceptionally(new ModelFailure.Unreachable("there is no address of that name"));
            }
        });
        return answer;
    }

    private static InetAddress judged(Reach reach, String host, int port) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!Stream.of(addresses).allMatch(it -> reach.allows(it, port)))
            throw new ModelFailure.Rejected("connections may not lead to that address; it is not on the open internet");
        return addresses[0];
    }
}
