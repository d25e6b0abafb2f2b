package parley.http.voice.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.engine.speech.SpeechFailure;

/** Tells a server's troubles in words for people, without the key and without the sentence. */
record Troubles(Server server, String sentence) {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 200;

    /** For an answer that is not 200. */
    SpeechFailure ofStatus(int status, ByteString body) {
        return switch (status) {
            case 401, 403 -> failure("does not accept the key");
            case 402 -> failure("asks for payment");
            case 429 -> failure("asks to wait");
            default -> failure((status >= 500 ? "is in trouble (" : "refused (") + status + ")" + said(body));
        };
    }

    /** For whatever went wrong on the way. */
    Throwable of(Throwable cause) {
        return switch (cause) {
            case SpeechFailure known -> known;
            case TimeoutException _ -> failure("took too long");
            case StreamLimitReachedException _ -> failure("answered too much");
            default -> {
                LOG.info("{} failed: {}", server.engine(), cause.getClass());
                yield failure("cannot be reached, or broke off");
            }
        };
    }

    SpeechFailure failure(String what) {
        return new SpeechFailure("the voice server " + server.engine() + " " + what);
    }

    private String said(ByteString body) {
        String message = message(body);
        if (message.isEmpty()) return "";
        String key = server.key().map(it -> it.reveal()).orElse("");
        if (!key.isEmpty()) message = message.replace(key, "•••");
        if (!sentence.isEmpty()) message = message.replace(sentence, "…");
        return ": " + (message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }

    /** What OpenAI, ElevenLabs and FastAPI call the reason, in that order. */
    private static String message(ByteString body) {
        try {
            JsonNode answer = JSON.readTree(body.toArray());
            return Stream.of(
                            answer.path("error").path("message"),
                            answer.path("detail").path("message"),
                            answer.path("error"),
                            answer.path("detail"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        } catch (IOException _) {
            return ""; // a proxy's page, for instance; the status says enough
        }
    }
}
