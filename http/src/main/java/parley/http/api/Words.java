package parley.http.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.Refusal;

/** The constants of an enum as messages spell them: {@code purchase} for PURCHASE. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that a word stands for; {@code what} is the field that holds it. */
    static <E extends Enum<E>> E read(String what, @Nullable String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> of(it).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(what + " must be one of " + known(type)));
    }

    private static <E extends Enum<E>> String known(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }
}
