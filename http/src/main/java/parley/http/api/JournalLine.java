package parley.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import parley.engine.conversation.FeedEvent;

/** One recorded event as one line of JSON, with the name and the data that its frame in an event stream has. */
public final class JournalLine {
    private JournalLine() {}

    public static String of(FeedEvent.Recorded recorded) {
        String data = new String(Cardless.json(recorded.event()), UTF_8);
        return "{\"id\":\"" + recorded.cursor() + "\",\"event\":\""
                + ConversationFrames.name(recorded.event().getClass()) + "\",\"data\":" + data + "}";
    }
}
