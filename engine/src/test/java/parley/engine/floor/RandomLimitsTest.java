package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.llm.ModelRef;

/** What trees of limits promise, whatever they are made of. */
class RandomLimitsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_round_that_keeps_to_what_is_left_ends_exactly_at_its_limits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Limit limit = bounds(random, 3);
        Table table = Table.of("Ada", "Bob");
        long least = least(limit, Limit.Tokens.class);
        for (int turn = 0; limit.reached(table.floor()).isEmpty(); turn++) {
            assertThat(turn).as("seed %d: %s", seed, limit).isLessThan(5_000);
            Floor floor = table.floor();
            long tokens = Math.min(random.nextLong(1, 90), limit.tokensLeft(floor));
            long credits = Math.min(random.nextLong(1, 50), limit.creditsLeft(floor));
            Duration time = limit.timeLeft(floor)
                    .filter(it -> it.toMillis() < 700)
                    .orElse(Duration.ofMillis(random.nextLong(1, 700)));
            assertThat(List.of(tokens, credits, time.toMillis()))
                    .as("seed %d: %s", seed, limit)
                    .allMatch(it -> it > 0);
            table.spent(tokens, credits, time).says("Ada", "Turn " + turn);
        }
        Floor.Round round = table.floor().round();
        assertThat(round.tokens()).as("seed %d: %s", seed, limit).isLessThanOrEqualTo(least);
        assertThat(round.credits()).as("seed %d", seed).isLessThanOrEqualTo(least(limit, Limit.Credits.class));
        assertThat(round.ran().toMillis()).as("seed %d", seed).isLessThanOrEqualTo(least(limit, Limit.Time.class));
    }

    /** The most that the whole tree allows of one thing, told independently; times in milliseconds. */
    private static long least(Limit limit, Class<? extends Limit> kind) {
        return switch (limit) {
            case Limit.Any it ->
                it.of().stream().mapToLong(child -> least(child, kind)).min().orElseThrow();
            case Limit.All it ->
                it.of().stream().mapToLong(child -> least(child, kind)).max().orElseThrow();
            case Limit.Tokens it when kind == Limit.Tokens.class -> it.most();
            case Limit.Credits it when kind == Limit.Credits.class -> it.most();
            case Limit.Time it when kind == Limit.Time.class -> it.most().toMillis();
            default -> Long.MAX_VALUE;
        };
    }

    private static Limit bounds(SplittableRandom random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 6);
        return switch (kind) {
            case 0 -> new Limit.Turns(random.nextInt(1, 60));
            case 1 -> new Limit.Tokens(random.nextInt(1, 2_000));
            case 2 -> new Limit.Credits(random.nextInt(1, 1_000));
            case 3 -> new Limit.Time(Duration.ofMillis(random.nextInt(1_000, 9_000)));
            default -> {
                List<Limit> of = new ArrayList<>();
                for (int child = random.nextInt(1, 4); child > 0; child--) of.add(bounds(random, depth - 1));
                yield kind == 4 ? new Limit.Any(of) : new Limit.All(of);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_tree_is_read_as_it_was_written(long seed) throws JsonProcessingException {
        Limit limit = tree(new SplittableRandom(seed), 5, new ArrayList<>());
        String json = JSON.writeValueAsString(limit);
        assertThat(JSON.readValue(json, Limit.class))
                .as("seed %d: %s", seed, json)
                .isEqualTo(limit);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damaged_json_is_refused_or_read_as_something_within_the_caps(long seed) throws JsonProcessingException {
        SplittableRandom random = new SplittableRandom(seed);
        String json = JSON.writeValueAsString(tree(random, 3, new ArrayList<>()));
        for (int damage = 0; damage < 100; damage++) {
            String damaged = damaged(json, random);
            try {
                Limit limit = JSON.readValue(damaged, Limit.class);
                if (limit != null) weighs(limit);
            } catch (JsonProcessingException refused) {
                assertThat(refused).as("seed %d: %s", seed, damaged).hasMessageNotContaining("StackOverflow");
            }
        }
    }

    private static void weighs(Limit limit) throws JsonProcessingException {
        Floor floor = Table.of("Ada")
                .says("Max", "Ada, hello")
                .says("Ada", "Hello, Max")
                .floor();
        limit.reached(floor).ifPresent(it -> assertThat(it.reason()).isNotBlank());
        assertThat(limit.tokensLeft(floor)).isNotNegative();
        assertThat(limit.creditsLeft(floor)).isNotNegative();
        assertThat(limit.wantsJudge(floor) && limit.judge().isEmpty()).isFalse();
        assertThat(JSON.readValue(JSON.writeValueAsString(limit), Limit.class)).isEqualTo(limit);
    }

    private static String damaged(String json, SplittableRandom random) {
        int from = random.nextInt(json.length());
        int to = Math.min(json.length(), from + random.nextInt(1, 6));
        String piece = List.of("", "null", "-1", "0", "[]", "{}", "\"\"", "1e99", "true", json)
                .get(random.nextInt(10));
        return json.substring(0, from) + piece + json.substring(to);
    }

    private static Limit tree(SplittableRandom random, int depth, List<Limit> judges) {
        int kind = random.nextInt(depth == 0 ? 10 : 14);
        return switch (kind) {
            case 0 -> new Limit.Turns(random.nextInt(1, 1_000));
            case 1 -> new Limit.Everyone(random.nextInt(1, 1_000));
            case 2 -> new Limit.Tokens(random.nextLong(1, Long.MAX_VALUE));
            case 3 -> new Limit.Credits(random.nextLong(1, Long.MAX_VALUE));
            case 4 -> new Limit.Time(Duration.ofNanos(random.nextLong(1_000_000_000L, 31_536_000_000_000_000L)));
            case 5 -> new Limit.Phrase("„" + random.nextInt() + "\" \\ \n\uD83D\uDC4D");
            case 6 -> new Limit.Mention("Ольга " + random.nextInt());
            case 7 -> new Limit.Silence(random.nextInt(1, 1_000));
            case 8 -> new Limit.Repetition(random.nextDouble(), random.nextInt(1, 1_000));
            case 9 -> judge(random, judges);
            default -> {
                List<Limit> of = new ArrayList<>();
                for (int child = random.nextInt(1, 3); child > 0; child--) of.add(tree(random, depth - 1, judges));
                yield kind < 12 ? new Limit.Any(of) : new Limit.All(of);
            }
        };
    }

    private static Limit judge(SplittableRandom random, List<Limit> judges) {
        if (!judges.isEmpty()) return new Limit.Turns(1);
        judges.add(new Limit.Judged(ModelRef.of("local/llama:7b"), "Done " + random.nextInt() + "?", 3));
        return judges.getFirst();
    }
}
