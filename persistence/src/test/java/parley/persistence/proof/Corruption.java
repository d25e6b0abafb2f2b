package parley.persistence.proof;

import java.util.function.UnaryOperator;

/** Something was done to the books, and where it must be found. */
record Corruption(String name, UnaryOperator<Tale> done, String place) {
    static Corruption when(String name, UnaryOperator<Tale> done, String place) {
        return new Corruption(name, done, place);
    }

    @Override
    public String toString() {
        return name;
    }
}
