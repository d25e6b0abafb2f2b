package parley.engine.ledger;

import com.typesafe.config.Config;
import parley.engine.kernel.EntitySettings;
import parley.engine.llm.ModelInfo;

/**
 * The settings of the ledger, {@code parley.ledger}.
 *
 * @param endedRemembered how many ended holds an account remembers at the least
 * @param tariff what a turn costs
 * @param demoTariff what a turn of the scripted demo costs
 */
public record LedgerSettings(EntitySettings entity, int endedRemembered, Tariff tariff, Tariff demoTariff) {
    public static LedgerSettings from(Config config) {
        return new LedgerSettings(
                EntitySettings.from(config.getConfig("entity")),
                config.getInt("ended-remembered"),
                tariff(config.getConfig("tariff")),
                tariff(config.getConfig("demo-tariff")));
    }

    private static Tariff tariff(Config config) {
        return new Tariff(config.getLong("message"), config.getLong("thousand-tokens"));
    }

    /** What a turn by this model costs. */
    public Tariff tariff(ModelInfo model) {
        return model.demo() ? demoTariff : tariff;
    }
}
