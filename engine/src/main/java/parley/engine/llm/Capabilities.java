package parley.engine.llm;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of models by their names, wherever they are. Of several patterns that match, the longest counts. */
public record Capabilities(List<Known> known) {
    /** Nothing is known of any. */
    public static final Capabilities NONE = new Capabilities(List.of());

    private static final Config UNSAID =
            ConfigFactory.parseString("context = 0, output = 0, prefill = no, vision = no, tools = no, thinks = no");

    public Capabilities {
        known = known.stream()
                .sorted(Comparator.comparingInt((Known it) -> it.weight()).reversed())
                .toList();
    }

    /**
     * What is known of the models of one pattern.
     *
     * @param pattern of the whole name or of what follows its last slash, in small letters; {@code *} is any text
     * @param context tokens of the window; 0 where the server decides
     * @param prefill whether it goes on from the beginning of an answer, where its wire can carry one
     */
    public record Known(String pattern, Pattern compiled, int context, boolean prefill, Abilities abilities) {
        static Known from(String pattern, Config said) {
            Config all = said.withFallback(UNSAID);
            Pattern compiled =
                    Pattern.compile(Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")));
            Abilities abilities = new Abilities(
                    tokens(all, "output"),
                    all.getBoolean("vision"),
                    all.getBoolean("tools"),
                    all.getBoolean("thinks"),
                    all.hasPath("rates") ? rates(all.getConfig("rates")) : null);
            return new Known(pattern, compiled, tokens(all, "context"), all.getBoolean("prefill"), abilities);
        }

        private int weight() {
            return pattern.replace("*", "").length();
        }

        private static int tokens(Config said, String path) {
            int tokens = said.getInt(path);
            if (tokens < 0) throw new ConfigException.BadValue(said.origin(), path, "it is a number of tokens");
            return tokens;
        }

        private static Abilities.@Nullable Rates rates(Config said) {
            double input = said.getDouble("input");
            return new Abilities.Rates(
                    input,
                    said.hasPath("cached-input") ? said.getDouble("cached-input") : input,
                    said.hasPath("cache-write") ? said.getDouble("cache-write") : input,
                    said.getDouble("output"));
        }
    }

    /** Reads {@code parley.models.capabilities}. */
    public static Capabilities of(Config capabilities) {
        return new Capabilities(capabilities.root().keySet().stream()
                .sorted()
                .map(it -> Known.from(it, capabilities.getConfig(ConfigUtil.joinPath(it))))
                .toList());
    }

    /** What is known of a model, by its name at its provider. */
    public Optional<Known> of(String model) {
        String whole = model.toLowerCase(Locale.ROOT);
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        return known.stream()
                .filter(it -> it.compiled.matcher(whole).matches()
                        || it.compiled.matcher(last).matches())
                .findFirst();
    }

    /**
     * All that can be said of a model.
     *
     * @param found tokens of its window as its server or its operator says, which win; 0 where neither does
     * @param prefills whether its wire can carry the beginning of an answer
     */
    public ModelInfo told(ModelRef ref, String label, int found, boolean prefills) {
        Optional<Known> it = of(ref.model());
        return new ModelInfo(
                ref,
                label,
                prefills && it.filter(Known::prefill).isPresent(),
                false,
                found > 0 ? found : it.map(Known::context).orElse(0),
                it.map(Known::abilities).orElse(Abilities.UNKNOWN));
    }
}
