package parley.http.provider;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the scripted demo knows of English: who is meant by a pronoun, and which words tell what a talk is about. */
final class Words {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}'’-]+");
    private static final Pattern OWNED =
            Pattern.compile("(?i)\\b(a|an|the|my|our|your|his|her|their) ([\\p{L}’'-]+)(?: ([\\p{L}’'-]+))?");
    private static final int SHORTEST_TOPIC = 4;
    private static final Map<String, String> TURNED = Map.ofEntries(
            Map.entry("i", "you"),
            Map.entry("me", "you"),
            Map.entry("my", "your"),
            Map.entry("mine", "yours"),
            Map.entry("myself", "yourself"),
            Map.entry("am", "are"),
            Map.entry("i'm", "you are"),
            Map.entry("i've", "you have"),
            Map.entry("i'll", "you will"),
            Map.entry("you", "I"),
            Map.entry("your", "my"),
            Map.entry("yours", "mine"),
            Map.entry("yourself", "myself"),
            Map.entry("you're", "I am"),
            Map.entry("you've", "I have"),
            Map.entry("you'll", "I will"));
    private static final Set<String> DULL = split("""
        learn lost nobody listen listens talk talking speak open couple lot
        about above after again almost also always another anyone anything around away back because been
        before being best better between both bring came come could does doing done down each else even
        ever every everyone everything feel find first from gave give glad goes going gone good great
        have having hello help here itself just keep kind knew know last least leave less like likely
        little look made make many maybe mean might more most much must myself need never next nothing
        often once only other ours over please quite rather really right said same seem should since
        some someone something still such sure take tell than thank thanks that their them then there
        these they thing things think this those though through today together told tomorrow under until
        upon very want well went were what when where whether which while will wish with without wonder
        would your yours yourself from with into onto over near\
        """).collect(Collectors.toUnmodifiableSet());

    private Words() {}

    /** The same words seen from the other side: {@code my} becomes {@code your} and back. */
    static String turned(String words) {
        return split(words)
                .map(it -> TURNED.getOrDefault(it.toLowerCase(Locale.ROOT).replace('’', '\''), it))
                .collect(Collectors.joining(" "))
                .replace("I are", "I am");
    }

    static String first(int count, String words) {
        return split(words).limit(count).collect(Collectors.joining(" "));
    }

    /** How many words there are. */
    static long count(String words) {
        return split(words).count();
    }

    /** What a text seems to be about: its first thing with an article or an owner, else its longest telling word. */
    static Optional<String> topic(String text) {
        return OWNED.matcher(text)
                .results()
                .flatMap(it -> thing(it.group(1), it.group(2), it.group(3)).stream())
                .findFirst()
                .or(() -> NO_WORD.splitAsStream(text)
                        .filter(Words::telling)
                        .max(Comparator.comparingInt(String::length)));
    }

    private static Optional<String> thing(String owner, String first, @Nullable String second) {
        if (!telling(first)) return Optional.empty();
        String whose =
                owner.toLowerCase(Locale.ROOT).length() < 3 && !owner.equalsIgnoreCase("my") ? "the" : turned(owner);
        return Optional.of(whose + " " + first + (second != null && telling(second) ? " " + second : ""));
    }

    private static boolean telling(String word) {
        return word.length() >= SHORTEST_TOPIC && !DULL.contains(word.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> split(String words) {
        return SPACE.splitAsStream(words.strip());
    }
}
