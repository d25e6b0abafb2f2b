package parley.http.socketio;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A client that is connected. */
public interface Socket {
    /** Its id, new with every connection. */
    String id();

    /**
     * Sends an event with one argument, written as JSON. Done when it has been handed to the connection; fails when the
     * client is gone. Who waits for it before the next event keeps a slow client's memory small; a client for whom too
     * many wait is disconnected.
     */
    CompletionStage<Done> emit(String event, Object payload);

    /** Ends the connection. */
    void disconnect();
}
