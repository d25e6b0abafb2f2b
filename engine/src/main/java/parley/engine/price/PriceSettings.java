package parley.engine.price;

import com.typesafe.config.Config;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.engine.kernel.EntitySettings;

/**
 * The settings of the price list, {@code parley.prices}.
 *
 * @param defaults the rows that stand until an administrator sets others
 */
public record PriceSettings(EntitySettings entity, List<Price> defaults) {
    public PriceSettings {
        defaults = List.copyOf(defaults);
    }

    public static PriceSettings from(Config config) {
        return new PriceSettings(
                EntitySettings.from(config.getConfig("entity")),
                config.getConfigList("defaults").stream()
                        .map(PriceSettings::row)
                        .toList());
    }

    private static Price row(Config row) {
        BigDecimal tokens = decimal(row, "thousand-tokens", BigDecimal.ZERO);
        return new Price(
                row.getString("provider"),
                row.getString("model"),
                row.hasPath("fallback") && row.getBoolean("fallback"),
                0,
                decimal(row, "message", BigDecimal.ZERO),
                decimal(row, "input", tokens),
                decimal(row, "output", tokens),
                optional(row, "cached-input"),
                optional(row, "reasoning"),
                optional(row, "audio"),
                optional(row, "cache-write"),
                decimal(row, "provider-share", BigDecimal.ZERO));
    }

    private static BigDecimal decimal(Config row, String path, BigDecimal otherwise) {
        BigDecimal set = optional(row, path);
        return set == null ? otherwise : set;
    }

    private static @Nullable BigDecimal optional(Config row, String path) {
        return row.hasPath(path) ? new BigDecimal(row.getString(path)) : null;
    }
}
