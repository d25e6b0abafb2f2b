package parley.http.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses a user's connection may lead to: those of the open internet, and model servers of this machine that were
 * found at start. It judges addresses, never names, so that no way of writing one and no answer of a name server helps.
 *
 * @param anywhere whether every address will do that is not denied
 * @param ports of the model servers that were found on this machine
 * @param allowed networks that will do though they are not of the open internet
 * @param denied networks that never will, whatever else is said
 * @param allowedPorts the only ports that will do but for {@code ports}; all, where it is empty
 */
public record Reach(
        boolean anywhere, Set<Integer> ports, List<Network> allowed, List<Network> denied, Set<Integer> allowedPorts) {
    /** The service for virtual machines of one cloud, at an address that looks public. */
    private static final byte[] WIRE_SERVER = {(byte) 168, 63, (byte) 129, 16};

    public Reach {
        ports = Set.copyOf(ports);
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        allowedPorts = Set.copyOf(allowedPorts);
    }

    /** One without rules of an administrator. */
    public Reach(boolean anywhere, Set<Integer> ports) {
        this(anywhere, ports, List.of(), List.of(), Set.of());
    }

    /** Reads {@code parley.connections}. */
    public static Reach of(Config connections) {
        String path = "private-addresses";
        boolean anywhere = switch (connections.getString(path)) {
            case "allow" -> true;
            case "deny" -> false;
            default -> throw new ConfigException.BadValue(connections.origin(), path, "it is deny or allow");
        };
        return new Reach(
                anywhere,
                Set.of(),
                networks(connections, "allowed-networks"),
                networks(connections, "denied-networks"),
                texts(connections, "allowed-ports")
                        .map(it -> port(connections, it))
                        .collect(Collectors.toSet()));
    }

    /** The same where model servers listen on these ports of this machine. */
    public Reach with(Set<Integer> found) {
        return new Reach(anywhere, found, allowed, denied, allowedPorts);
    }

    public boolean allows(InetAddress address, int port) {
        if (isDenied(address.getAddress())) return false;
        if (address.isLoopbackAddress() && ports.contains(port)) return true;
        if (!allowedPorts.isEmpty() && !allowedPorts.contains(port)) return false;
        return anywhere || within(allowed, address.getAddress()) || isPublic(address);
    }

    /** Also where it carries an address of version 4 that is. */
    private boolean isDenied(byte[] address) {
        return within(denied, address) || (address.length == 16 && within(denied, carried(address)));
    }

    private static boolean within(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(it -> it.holds(address));
    }

    /** What 6to4 has in front, and what translators and mapped addresses have at the end. */
    private static byte[] carried(byte[] six) {
        boolean front = six[0] == 0x20 && six[1] == 0x02;
        return front ? Arrays.copyOfRange(six, 2, 6) : Arrays.copyOfRange(six, 12, 16);
    }

    private static List<Network> networks(Config config, String path) {
        try {
            return texts(config, path).map(Network::of).toList();
        } catch (IllegalArgumentException _) {
            throw new ConfigException.BadValue(config.origin(), path, "networks are written 10.0.0.0/8 or fd00::/8");
        }
    }

    private static int port(Config config, String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) < 1 << 16) return Integer.parseInt(text);
        throw new ConfigException.BadValue(config.origin(), "allowed-ports", "ports are numbers up to 65535");
    }

    /** A list, or one text with commas, as the environment gives it. */
    private static Stream<String> texts(Config config, String path) {
        Stream<String> texts = config.getValue(path).valueType() == ConfigValueType.LIST
                ? config.getStringList(path).stream()
                : Stream.of(config.getString(path).split(","));
        return texts.map(String::strip).filter(it -> !it.isEmpty());
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return false;
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    /** Not: this network, carriers' networks, assignments for protocols, benchmarks, documentation, and what is reserved. */
    private static boolean isPublic(byte[] it) {
        int first = it[0] & 0xff;
        int second = it[1] & 0xff;
        int third = it[2] & 0xff;
        boolean special = first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        return !special && !Arrays.equals(it, WIRE_SERVER);
    }

    /** Only the part of the space that is given out, and in it none that carry an address of version 4. */
    private static boolean isPublicSix(byte[] it) {
        int first = ((it[0] & 0xff) << 8) | (it[1] & 0xff);
        int second = ((it[2] & 0xff) << 8) | (it[3] & 0xff);
        boolean given = (first & 0xe000) == 0x2000;
        boolean carries = first == 0x2002 || (first == 0x2001 && (second == 0 || second == 0xdb8));
        return given && !carries;
    }
}
