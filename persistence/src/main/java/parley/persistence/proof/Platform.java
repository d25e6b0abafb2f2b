package parley.persistence.proof;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** What stands on each kind of book, all accounts together. */
final class Platform {
    private final Map<String, BigInteger> books = new TreeMap<>();

    void move(String book, long credits) {
        if (credits != 0) books.merge(book, BigInteger.valueOf(credits), BigInteger::add);
    }

    BigInteger sum() {
        return books.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    Map<String, BigInteger> books() {
        return books;
    }
}
