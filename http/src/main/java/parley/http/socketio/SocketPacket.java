package parley.http.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import parley.http.edge.Json;

/**
 * A packet of the Socket.IO protocol, revision 5: {@code type [namespace,] [acknowledgement id] [JSON]}, as in {@code
 * 2/admin,7["hello",{"a":1}]}.
 */
record SocketPacket(Type type, String namespace, @Nullable Long id, JsonNode data) {
    static final String MAIN = "/";

    private static final int DEEPEST = 64;
    private static final int LONGEST_ID = 15;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    /** Each with the digit that it is written as. */
    enum Type {
        CONNECT('0'),
        DISCONNECT('1'),
        EVENT('2'),
        ACK('3'),
        CONNECT_ERROR('4'),
        BINARY_EVENT('5'),
        BINARY_ACK('6');

        private final char digit;

        Type(char digit) {
            this.digit = digit;
        }

        /** BadPacket where a packet does not begin with the digit of a type. */
        static Type of(String packet) {
            return Arrays.stream(values())
                    .filter(it -> !packet.isEmpty() && packet.charAt(0) == it.digit)
                    .findFirst()
                    .orElseThrow(() -> new BadPacket("this is not a packet of Socket.IO 4"));
        }
    }

    /** Reads a packet; BadPacket where it is none. */
    static SocketPacket of(String text) {
        Type type = Type.of(text);
        if (type == Type.BINARY_EVENT || type == Type.BINARY_ACK)
            throw new BadPacket("binary packets are not known here");
        int at = 1;
        String namespace = MAIN;
        if (text.startsWith("/", at)) {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            namespace = text.substring(at, end);
            at = Math.min(text.length(), end + 1);
        }
        int digits = at;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) digits++;
        if (digits - at > LONGEST_ID) throw new BadPacket("this acknowledgement id is too long");
        Long id = digits == at ? null : Long.valueOf(text.substring(at, digits));
        return new SocketPacket(type, namespace, id, json(text.substring(digits)));
    }

    private static JsonNode json(String text) {
        if (text.isEmpty()) return MissingNode.getInstance();
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new BadPacket("a packet's data must be JSON");
        }
    }

    /** The name of an event; BadPacket where there is none. */
    String event() {
        if (!data.path(0).isTextual()) throw new BadPacket("an event needs a name");
        return data.path(0).textValue();
    }

    /** What came with an event. */
    List<JsonNode> arguments() {
        return StreamSupport.stream(data.spliterator(), false).skip(1).toList();
    }

    static String connected(String id) {
        return written(Type.CONNECT, MAIN, "", Json.text(new Connected(id)));
    }

    static String refused(String namespace, String message) {
        return written(Type.CONNECT_ERROR, namespace, "", Json.text(new Refused(message)));
    }

    static String event(String name, Object payload) {
        return written(Type.EVENT, MAIN, "", Json.text(List.of(name, payload)));
    }

    static String acknowledged(long id) {
        return written(Type.ACK, MAIN, String.valueOf(id), "[]");
    }

    static String disconnected() {
        return written(Type.DISCONNECT, MAIN, "", "");
    }

    private static String written(Type type, String namespace, String id, String json) {
        return type.digit + (namespace.equals(MAIN) ? "" : namespace + ",") + id + json;
    }

    record Connected(String sid) {}

    record Refused(String message) {}
}
