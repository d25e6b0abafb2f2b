package parley.engine.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.pekko.actor.Address;
import parley.engine.kernel.Refusal;

/** Where a node is reached by the others. */
public record Place(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;
    private static final String PROTOCOL = "pekko";

    public Place {
        if (host.isBlank() || host.chars().anyMatch(Character::isWhitespace))
            throw Refusal.invalid("a node has a host name or an address");
        if (port < 1 || port > HIGHEST_PORT) throw Refusal.invalid("a node has a port from 1 to " + HIGHEST_PORT);
    }

    /** Reads {@code host:port}, IPv6 in brackets; the usual port where none is named. */
    static Place of(String text, int usual) {
        int colon = text.lastIndexOf(':');
        if (colon <= text.lastIndexOf(']')) return new Place(text.strip(), usual);
        try {
            return new Place(
                    text.substring(0, colon).strip(),
                    Integer.parseInt(text.substring(colon + 1).strip()));
        } catch (NumberFormatException failure) {
            throw Refusal.invalid("\"" + text + "\" is not host:port");
        }
    }

    /** Reads what {@link #toString} says. */
    public static Place of(String text) {
        return of(text, 0);
    }

    static Place of(Address address) {
        return new Place(address.getHost().orElseThrow(), address.getPort().orElseThrow());
    }

    Address address(String system) {
        return new Address(PROTOCOL, system, host, port);
    }

    /** Whether only this machine itself can reach it. A name that cannot be resolved here is no loopback. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
