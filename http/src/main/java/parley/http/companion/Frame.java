package parley.http.companion;

import org.apache.pekko.util.ByteString;

/** One event of a stream: a name and one line of JSON, framed by line feeds alone (contract, section 3.3). */
record Frame(String name, String json) {
    static Frame of(String name, Object data) {
        return new Frame(name, AsciiJson.text(data));
    }

    ByteString bytes() {
        return ByteString.fromString("event: " + name + "\ndata: " + json + "\n\n");
    }
}
