package parley.engine.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.engine.kernel.Refusal;
import parley.engine.llm.ModelRef;
import parley.engine.llm.Usage;

class PriceTest {
    private static final ModelRef MODEL = new ModelRef("test", "any");

    @ParameterizedTest
    @CsvSource({"0,0,10", "1,0,11", "100,0,11", "101,0,12", "100,100,12", "400,600,20", "500,501,21", "4000,2000,70"})
    void costs_its_message_and_each_thousand_tokens_rounded_up_once(long in, long out, long credits) {
        assertThat(Price.of(MODEL, "10", "10").cost(new Usage(in, out, false))).isEqualTo(credits);
    }

    @Test
    void rounds_once_and_not_each_part() {
        Price price = row("0.5", "0.25", "0.25", null, null, null);
        assertThat(price.cost(new Usage(1_000, 1_000, false))).isEqualTo(1);
        assertThat(price.cost(new Usage(1_000, 1_001, false))).isEqualTo(2);
    }

    @Test
    void tokens_from_a_cache_of_reasoning_and_of_sound_cost_their_own() {
        Price price = row("0", "10", "20", "1", "30", "100");
        assertThat(price.cost(new Usage(3_000, 6_000, false, 2_000, 3_000, 1_000)))
                .isEqualTo(10 + 2 + 2 * 20 + 3 * 30 + 100);
    }

    @Test
    void where_they_have_no_price_they_cost_as_much_as_the_others() {
        Price price = row("0", "10", "20", null, null, null);
        assertThat(price.cost(new Usage(3_000, 6_000, false, 2_000, 3_000, 1_000)))
                .isEqualTo(price.cost(new Usage(3_000, 6_000, false)))
                .isEqualTo(150);
    }

    @Test
    void a_report_of_less_than_nothing_or_of_more_parts_than_the_whole_is_not_believed() {
        Price price = row("1", "10", "20", "1", "30", "100");
        Usage less = new Usage(-1_000, -1_000, false, -9_000, -9_000, -9_000);
        Usage parts = new Usage(1_000, 1_000, false, 9_000, 9_000, 9_000);
        assertThat(price.cost(less)).isEqualTo(1);
        assertThat(price.cost(parts)).isEqualTo(1 + 1 + 30);
        assertThat(price.cost(new Usage(Long.MIN_VALUE, Long.MAX_VALUE, true))).isPositive();
    }

    @Test
    void a_free_model_costs_nothing_whatever_it_uses() {
        Price free = Price.of(MODEL, "0", "0");
        assertThat(free.cost(new Usage(Long.MAX_VALUE, Long.MAX_VALUE, false))).isZero();
        assertThat(free.most(1_000, 1_000)).isZero();
        assertThat(free.affordable(1_000, 0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(free.byTokens()).isFalse();
    }

    @Test
    void tokens_that_a_cache_was_given_have_a_price_of_their_own_within_the_prompt() {
        Price price =
                new Price("test", "any", false, 0, d("0"), d("4"), d("0"), d("1"), null, null, d("5"), BigDecimal.ZERO);
        assertThat(price.cost(new Usage(4_000, 0, false, 1_000, 0, 0, 2_000, null)))
                .isEqualTo(1 + 10 + 4);
        assertThat(price.cost(new Usage(1_000, 0, false, 1_000, 0, 0, 9_000, null)))
                .isEqualTo(1);
        assertThat(price.most(1_000, 0)).isEqualTo(5);
    }

    @Test
    void a_question_costs_its_tokens_and_no_message() {
        Price question = Price.of(MODEL, "10", "10").question();
        assertThat(question.cost(new Usage(500, 500, false))).isEqualTo(10);
        assertThat(Price.of(MODEL, "10", "0").question().most(5_000, 5_000)).isZero();
    }

    @Test
    void the_providers_part_is_rounded_down() {
        Price half = new Price("test", "any", false, 0, d("1"), d("0"), d("0"), null, null, null, d("0.5"));
        assertThat(half.providerPart(7)).isEqualTo(3);
        assertThat(half.providerPart(0)).isZero();
        assertThat(Price.of(MODEL, "1", "1").providerPart(7)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_held_pays_for_the_answer_and_what_is_affordable_can_be_held(long seed) {
        Random random = new Random(seed);
        for (int trial = 0; trial < 2_000; trial++) {
            Price price = anyPrice(random);
            long in = random.nextLong(20_000);
            long n = random.nextLong(10_000);
            long credits = random.nextLong(3_000);
            String where =
                    "seed %d, trial %d: %s, in %d, n %d, credits %d".formatted(seed, trial, price, in, n, credits);
            long held = price.most(in, n);
            assertThat(price.affordable(in, held)).as(where).isGreaterThanOrEqualTo(n == 0 ? 0 : n);
            long affordable = price.affordable(in, credits);
            assertThat(affordable).as(where).isNotNegative();
            if (affordable > 0) assertThat(price.most(in, affordable)).as(where).isLessThanOrEqualTo(credits);
            if (affordable < Integer.MAX_VALUE)
                assertThat(price.most(in, affordable + 1)).as(where).isGreaterThan(credits);
            assertThat(price.cost(anyUsage(random, in, n))).as(where).isBetween(0L, held);
        }
    }

    @Test
    void refuses_prices_below_zero_and_beyond_sense() {
        for (String odd : new String[] {"-1", "-0.000001", "1000001", "0.0000001", "1e9"}) {
            assertThatThrownBy(() -> Price.of(MODEL, odd, "0")).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> Price.of(MODEL, "0", odd)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> row("0", "0", "0", odd, null, null)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> row("0", "0", "0", null, odd, null)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> row("0", "0", "0", null, null, odd)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> new Price("test", "any", false, 0, d("1"), d("0"), d("0"), null, null, null, d("1.1")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Price.of(new ModelRef(" ", "any"), "1", "1")).isInstanceOf(Refusal.class);
    }

    @Test
    void the_same_price_is_the_same_text() {
        assertThat(Price.of(MODEL, "10.00", "1E+1")).isEqualTo(Price.of(MODEL, "10", "10"));
        assertThat(Price.of(MODEL, "1E+1", "0").message()).hasToString("10");
    }

    private static Price anyPrice(Random random) {
        return row(
                any(random, 30),
                any(random, 60),
                any(random, 60),
                random.nextBoolean() ? null : any(random, 60),
                random.nextBoolean() ? null : any(random, 90),
                random.nextBoolean() ? null : any(random, 90));
    }

    private static String any(Random random, int most) {
        return switch (random.nextInt(4)) {
            case 0 -> "0";
            case 1 -> "" + random.nextInt(most);
            default -> BigDecimal.valueOf(random.nextLong(most * 1_000_000L), 6).toPlainString();
        };
    }

    private static Usage anyUsage(Random random, long in, long out) {
        return new Usage(
                random.nextLong(in + 1),
                random.nextLong(out + 1),
                false,
                random.nextLong(in + 1),
                random.nextLong(out + 1),
                random.nextLong(out + 1));
    }

    private static Price row(
            String message,
            String input,
            String output,
            @Nullable String cached,
            @Nullable String reasoning,
            @Nullable String audio) {
        return new Price(
                "test",
                "any",
                false,
                0,
                d(message),
                d(input),
                d(output),
                cached == null ? null : d(cached),
                reasoning == null ? null : d(reasoning),
                audio == null ? null : d(audio),
                BigDecimal.ZERO);
    }

    private static BigDecimal d(String decimal) {
        return new BigDecimal(decimal);
    }
}
