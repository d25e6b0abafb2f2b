package parley.http.wire;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of addresses, written as {@code 10.0.0.0/8} or {@code fd00::/8}; a single address has no length. */
final class Network {
    private static final int MAPPED = 96;

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        if (bits < 0 || bits > 8 * prefix.length) throw new IllegalArgumentException("no such length");
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        byte[] prefix = InetAddress.ofLiteral(address).getAddress();
        if (slash < 0) return new Network(prefix, 8 * prefix.length);
        int bits = Integer.parseInt(text.substring(slash + 1).strip());
        // An address of version 4 in the clothes of version 6 is one of version 4.
        return new Network(prefix, prefix.length == 4 && address.contains(":") ? bits - MAPPED : bits);
    }

    boolean holds(byte[] address) {
        if (address.length != prefix.length) return false;
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) return false;
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network it && bits == it.bits && Arrays.equals(prefix, it.prefix);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(prefix) + bits;
    }
}
