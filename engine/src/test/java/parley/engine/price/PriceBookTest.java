package parley.engine.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;

class PriceBookTest {
    static final List<Price> DEFAULTS =
            PriceSettings.from(ConfigFactory.load().getConfig("parley.prices")).defaults();

    @Test
    void an_exact_row_comes_before_any_and_any_before_the_fallback() {
        Price exact = row("gpt-4", false);
        Price any = row(Price.ANY, false);
        Price fallback = row("gpt-4-turbo", true);
        assertThat(price(exact, any, fallback)).isEqualTo(exact);
        assertThat(price(any, fallback)).isEqualTo(any);
        assertThat(price(fallback, row("gpt-3.5", false))).isEqualTo(fallback);
    }

    @Test
    void of_several_fallbacks_the_one_that_was_set_last_counts() {
        Price configured = row("gpt-3.5", true);
        Price first = row("gpt-5", true).at(1);
        Price last = row("gpt-4o", true).at(2);
        assertThat(price(configured, first)).isEqualTo(first);
        assertThat(price(configured, first, last)).isEqualTo(last);
    }

    @Test
    void a_model_without_a_price_is_refused_so_that_nothing_is_free_by_accident() {
        assertThatThrownBy(() -> price(row("gpt-3.5", false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("NOT_FOUND: no price is set for openai/gpt-4");
        Price other = new Price(
                "other",
                Price.ANY,
                true,
                0,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                null,
                null,
                null,
                BigDecimal.ZERO);
        assertThatThrownBy(() -> price(other)).isInstanceOf(Refusal.class);
    }

    @Test
    void the_order_in_which_rows_were_set_does_not_matter() {
        List<Price> turned = new ArrayList<>(DEFAULTS);
        Collections.reverse(turned);
        assertThat(new PriceBook(0, turned)).isEqualTo(new PriceBook(0, DEFAULTS));
    }

    @ParameterizedTest
    @CsvSource({
        "openai,gpt-4,30,30,false",
        "openai,gpt-4-turbo,10,10,true",
        "openai,gpt-3.5-turbo,1,1,false",
        "anthropic,claude-3-opus,60,60,false",
        "anthropic,claude-3-sonnet,15,15,true",
        "anthropic,claude-3-haiku,1,1,false",
        "google,gemini-pro,5,5,true",
        "google,gemini-pro-vision,10,10,false",
        "groq,mixtral-8x7b,1,1,true",
        "groq,llama2-70b,1,1,false",
        "ollama,llama2,1,0,true",
        "ollama,mistral,1,0,false",
        "chatsparty,gemini-2.5-flash,1,0,true",
    })
    void the_defaults_are_the_rows_of_the_first_product(
            String provider, String model, String message, String tokens, boolean fallback) {
        BigDecimal thousand = new BigDecimal(tokens);
        assertThat(new PriceBook(0, DEFAULTS).row(provider, model))
                .contains(new Price(
                        provider,
                        model,
                        fallback,
                        0,
                        new BigDecimal(message),
                        thousand,
                        thousand,
                        null,
                        null,
                        null,
                        BigDecimal.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "openai,gpt-4-turbo-preview,gpt-4-turbo",
        "anthropic,claude-3-opus-20240229,claude-3-sonnet",
        "groq,mixtral-8x7b-32768,mixtral-8x7b",
        "google,gemini-1.5-flash,gemini-pro",
        "ollama,anything:latest,llama2",
        "vertex_ai,gemini-pro,*",
        "scripted,demo,*",
    })
    void by_default_a_model_without_a_row_costs_as_much_as_its_providers_fallback(
            String provider, String model, String row) {
        assertThat(new PriceBook(0, DEFAULTS)
                        .price(new ModelRef(provider, model))
                        .model())
                .isEqualTo(row);
    }

    @Test
    void by_default_no_provider_has_two_fallbacks() {
        assertThat(DEFAULTS.stream().filter(Price::fallback).map(Price::provider))
                .doesNotHaveDuplicates();
    }

    private static Price price(Price... rows) {
        return new PriceBook(0, List.of(rows)).price(new ModelRef("openai", "gpt-4"));
    }

    private static Price row(String model, boolean fallback) {
        return new Price(
                "openai",
                model,
                fallback,
                0,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                null,
                null,
                null,
                BigDecimal.ZERO);
    }
}
