package parley.http.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;

/**
 * Which addresses a user's connection may lead to: those of the open internet, and model servers of this machine that were
 * found at start. It judges addresses, never names, so that no way of writing one and no answer of a name server helps.
 *
 * @param anywhere whether every address will do
 * @param ports of the model servers that were found on this machine
 */
public record Reach(boolean anywhere, Set<Integer> ports) {
    /** The service for virtual machines of one cloud, at an address that looks public. */
    private static final byte[] WIRE_SERVER = {(byte) 168, 63, (byte) 129, 16};

    public Reach {
        ports = Set.copyOf(ports);
    }

    public boolean allows(InetAddress address, int port) {
        if (anywhere) return true;
        if (address.isLoopbackAddress() && ports.contains(port)) return true;
        return isPublic(address);
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
