package parley.http.chatsparty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.http.edge.Json;

/** The units of the second era's streams: an envelope of a type, data, and the time in milliseconds since 1970. */
final class NodeUnits {
    private NodeUnits() {}

    record Envelope(String type, Object data, long timestamp) {}

    record Message(String content, String agentId, String agentName, boolean isComplete) {}

    record CreditUpdate(long creditsUsed, long remainingCredits) {}

    record Complete(String conversationId, long totalCreditsUsed) {}

    record Wrong(String error, @Nullable String code) {}

    /** All that an agent has said of its turn until now. */
    static String message(Moment.Speaker speaker, String text, boolean whole, Instant at) {
        return unit("message", new Message(text, speaker.agent().value(), speaker.name(), whole), at);
    }

    static String creditUpdate(long used, long remaining, Instant at) {
        return unit("credit_update", new CreditUpdate(used, remaining), at);
    }

    static String complete(String conversation, long used, Instant at) {
        return unit("complete", new Complete(conversation, used), at);
    }

    static String wrong(String reason, String code, Instant at) {
        return unit("error", new Wrong(reason, code), at);
    }

    private static String unit(String type, Object data, Instant at) {
        return Json.text(new Envelope(type, data, at.toEpochMilli()));
    }
}
