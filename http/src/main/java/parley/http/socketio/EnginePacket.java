package parley.http.socketio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A packet of the Engine.IO protocol, version 4: one digit for its type and then its text. */
record EnginePacket(Type type, String text) {
    static final EnginePacket PING = new EnginePacket(Type.PING, "");
    static final EnginePacket NOOP = new EnginePacket(Type.NOOP, "");
    static final EnginePacket CLOSE = new EnginePacket(Type.CLOSE, "");
    static final String PROBE = "probe";

    /** Between the packets of one polled payload. */
    private static final char SEPARATOR = '\u001e';

    /** Packets that one body may hold. */
    private static final int MOST = 1000;

    /** Each with the digit that it is written as. */
    enum Type {
        OPEN('0'),
        CLOSE('1'),
        PING('2'),
        PONG('3'),
        MESSAGE('4'),
        UPGRADE('5'),
        NOOP('6');

        private final char digit;

        Type(char digit) {
            this.digit = digit;
        }

        /** BadPacket where a packet does not begin with the digit of a type. */
        static Type of(String packet) {
            return Arrays.stream(values())
                    .filter(it -> !packet.isEmpty() && packet.charAt(0) == it.digit)
                    .findFirst()
                    .orElseThrow(() -> new BadPacket("this is not a packet of Engine.IO 4"));
        }
    }

    static EnginePacket message(String text) {
        return new EnginePacket(Type.MESSAGE, text);
    }

    /** Reads one packet; BadPacket where it is none, or a binary one. */
    static EnginePacket of(String packet) {
        return new EnginePacket(Type.of(packet), packet.substring(1));
    }

    /** Reads the packets of a polled body. */
    static List<EnginePacket> all(String body) {
        String[] packets = body.split(String.valueOf(SEPARATOR), MOST + 1);
        if (packets.length > MOST) throw new BadPacket("a body may hold at most " + MOST + " packets");
        return Arrays.stream(packets).map(EnginePacket::of).toList();
    }

    String written() {
        return type.digit + text;
    }

    /** Takes packets from the beginning of a list for one polled body, at least one and no more than fit. */
    static List<EnginePacket> fitting(List<EnginePacket> waiting, int most) {
        List<EnginePacket> fitting = new ArrayList<>();
        int length = 0;
        for (EnginePacket packet : waiting) {
            length += packet.text.length() + 2;
            if (length > most && !fitting.isEmpty()) break;
            fitting.add(packet);
        }
        return fitting;
    }

    static String written(List<EnginePacket> packets) {
        return String.join(
                String.valueOf(SEPARATOR),
                packets.stream().map(EnginePacket::written).toList());
    }
}
