package parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import parley.engine.llm.ModelInfo;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

class TariffTest {
    private static final LedgerSettings SETTINGS =
            LedgerSettings.from(ConfigFactory.load().getConfig("parley.ledger"));

    @Test
    void charges_the_message_and_each_thousand_tokens_begun() {
        Tariff tariff = new Tariff(1, 2);
        assertThat(tariff.cost(new Usage(0, 0, false))).isEqualTo(1);
        assertThat(tariff.cost(new Usage(1, 0, false))).isEqualTo(2);
        assertThat(tariff.cost(new Usage(400, 100, false))).isEqualTo(2);
        assertThat(tariff.cost(new Usage(400, 101, false))).isEqualTo(3);
        assertThat(tariff.cost(new Usage(1_000, 0, true))).isEqualTo(3);
    }

    @Test
    void holds_at_least_what_a_turn_within_its_limits_can_cost() {
        Tariff tariff = new Tariff(3, 7);
        for (int tokens = 0; tokens < 3_000; tokens += 37)
            assertThat(tariff.most(800, 3_000)).isGreaterThanOrEqualTo(tariff.cost(new Usage(800, tokens, false)));
    }

    @Test
    void an_absurd_report_neither_earns_nor_overflows() {
        Tariff tariff = new Tariff(1, 1);
        assertThat(tariff.cost(new Usage(-5_000, -1, false))).isEqualTo(1);
        assertThat(tariff.cost(new Usage(Long.MAX_VALUE, Long.MAX_VALUE, false)))
                .isPositive();
    }

    @Test
    void the_demo_costs_one_credit_whatever_it_says() {
        ModelInfo demo = new ModelInfo(ModelRef.of("scripted/demo"), "Demo", true, true);
        ModelInfo real = new ModelInfo(ModelRef.of("openai/gpt-4o-mini"), "GPT", false, false);
        assertThat(SETTINGS.tariff(demo).cost(new Usage(9_000, 9_000, false))).isEqualTo(1);
        assertThat(SETTINGS.tariff(real).cost(new Usage(9_000, 9_000, false))).isEqualTo(19);
    }
}
