package parley.http.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears whole messages, pings aside. */
final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            String packet = part.toString();
            part.setLength(0);
            if (packet.equals("2")) return socket.sendText("3", true).thenRun(() -> socket.request(1));
            heard.add(packet);
        }
        return WebSocket.Listener.super.onText(socket, text, last);
    }

    String next() throws InterruptedException {
        String next = within(10_000);
        assertThat(next).as("something is heard").isNotNull();
        return String.valueOf(next);
    }

    /** The next message, if one comes within so many milliseconds. */
    @Nullable
    String within(long time) throws InterruptedException {
        return heard.poll(time, TimeUnit.MILLISECONDS);
    }
}
