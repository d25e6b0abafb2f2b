package parley.engine.verbal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of ICU's rules a word in front of a number asks for, such as {@code am} for {@code einundzwanzigsten}. */
final class Cases {
    private Cases() {}

    static Optional<String> rule(Tongue tongue, String kind, String text, int place) {
        List<Map.Entry<String, String>> cases = tongue.lexicon().pairs(kind);
        if (cases.isEmpty()) return Optional.empty();
        String before =
                Glance.wordBefore(text, place).toLowerCase(tongue.locale().toLocale());
        return cases.stream()
                .filter(it -> List.of(it.getKey().split("\\|", -1)).contains(before))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
