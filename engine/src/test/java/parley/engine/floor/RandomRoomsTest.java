package parley.engine.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.engine.agent.AgentId;
import parley.engine.llm.ModelRef;

/** What every rule promises in any room, whoever talks, is muted and comes back. */
class RandomRoomsTest {
    private static final List<String> NAMES = List.of("Ada", "Bob Stone", "Cleo", "Ann", "Ann Lee", "小明", "ann");
    private static final List<String> TEXTS = List.of(
            "Well.", "@Ada and @Bob?", "Cleo, Ada: what now?", "I agree, Ann Lee!", "", "小明，你呢？", "@ann @Ann", "...");
    private static final int STEPS = 120;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_decision_is_sound_and_is_made_again_the_same(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Table table =
                Table.of(NAMES.subList(0, random.nextInt(1, NAMES.size() + 1)).toArray(String[]::new));
        List<SpeakerRule> rules = rules(table, random);
        for (int step = 0; step < STEPS; step++) {
            happens(table, random);
            table.seed(random.nextLong());
            for (SpeakerRule rule : rules) {
                Decision decision = rule.decide(table.floor());
                String place = "seed %d, step %d: %s".formatted(seed, step, rule);
                assertThat(rule.decide(table.floor())).as(place).isEqualTo(decision);
                isSound(place, table.floor(), rule, decision);
            }
            speaks(table, rules.get(random.nextInt(rules.size())), random);
        }
    }

    private static void isSound(String place, Floor floor, SpeakerRule rule, Decision decision) {
        List<AgentId> seats = Seating.agents(floor.seats());
        switch (decision) {
            case Decision.Speaks speaks -> {
                assertThat(speaks.why().candidates()).as(place).contains(speaks.agent());
                assertThat(speaks.why().reason()).as(place).isNotBlank();
                inSeatOrder(place, seats, speaks.why().candidates());
                if (!(rule instanceof SpeakerRule.Scripted)) notAgain(place, floor, speaks.agent());
            }
            case Decision.Asks asks -> {
                inSeatOrder(place, seats, asks.candidates());
                assertThat(asks.candidates()).as(place).hasSizeGreaterThan(1);
                asks.candidates().forEach(it -> notAgain(place, floor, it));
                fallsBackSoundly(place, floor, asks);
            }
            case Decision.Waits _ -> assertThat(seats).as(place).isNotEmpty();
            case Decision.Ends _ ->
                assertThat(seats.isEmpty() || rule instanceof SpeakerRule.Scripted)
                        .as(place)
                        .isTrue();
        }
    }

    private static void fallsBackSoundly(String place, Floor floor, Decision.Asks asks) {
        assertThat(Supervision.fallback(floor, asks, "no answer"))
                .as(place)
                .isInstanceOfSatisfying(
                        Decision.Speaks.class,
                        it -> assertThat(asks.candidates()).contains(it.agent()));
    }

    private static void inSeatOrder(String place, List<AgentId> seats, List<AgentId> candidates) {
        assertThat(seats.stream().filter(candidates::contains).toList())
                .as(place)
                .isEqualTo(candidates);
    }

    private static void notAgain(String place, Floor floor, AgentId agent) {
        if (floor.seats().size() > 1 && !floor.said().isEmpty())
            assertThat(agent).as(place).isNotEqualTo(floor.said().getLast().agent());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_pool_is_fair_at_any_time(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Table table =
                Table.of(NAMES.subList(0, random.nextInt(2, NAMES.size() + 1)).toArray(String[]::new));
        Map<String, Integer> spoken = new HashMap<>();
        table.floor().seats().forEach(it -> spoken.put(it.name(), 0));
        for (int turn = 0; turn < STEPS; turn++) {
            if (random.nextInt(5) == 0) table.says("Max", "Go on.").round();
            String name = table.seed(random.nextLong()).next(new SpeakerRule.Pooled());
            table.says(name, "Well.");
            spoken.merge(name, 1, Integer::sum);
            int least = spoken.values().stream().mapToInt(it -> it).min().orElseThrow();
            assertThat(spoken.values()).as("seed %d, turn %d", seed, turn).allMatch(it -> it <= least + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_whom_a_person_addresses_have_answered_after_as_many_turns(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Table table = Table.of("Ada", "Bob", "Cleo", "Dora", "Emil");
        SpeakerRule rule = new SpeakerRule.Mention(new SpeakerRule.Weighted(Map.of()));
        table.says("Max", "@Emil, @Ada and @Cleo: yes or no?");
        for (int turn = 0; turn < 3; turn++) {
            String name = table.seed(random.nextLong()).next(rule);
            assertThat(name)
                    .as("seed %d", seed)
                    .isEqualTo(List.of("Emil", "Ada", "Cleo").get(turn));
            table.says(name, List.of("Yes. Dora?", "@Bob!", "No.", "@Emil no").get(random.nextInt(4)));
        }
    }

    private static void happens(Table table, SplittableRandom random) {
        int seat = random.nextInt(8);
        Optional<String> name = seat < table.size() ? Optional.of(NAMES.get(seat)) : Optional.empty();
        switch (random.nextInt(10)) {
            case 0, 1 -> name.ifPresent(table::mute);
            case 2, 3, 4 -> name.ifPresent(table::unmute);
            case 5 -> table.says("Max", TEXTS.get(random.nextInt(TEXTS.size())));
            case 6 -> table.round();
            default -> {}
        }
    }

    private static void speaks(Table table, SpeakerRule rule, SplittableRandom random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        if (rule.decide(table.floor()) instanceof Decision.Speaks speaks) table.says(speaks.agent(), text);
    }

    private static List<SpeakerRule> rules(Table table, SplittableRandom random) {
        List<AgentId> agents = Seating.agents(table.floor().seats());
        Map<AgentId, Double> weights = new HashMap<>();
        for (AgentId agent : agents) if (random.nextBoolean()) weights.put(agent, random.nextInt(3) / 2.0);
        List<AgentId> order = random.ints(random.nextInt(1, 6), 0, agents.size())
                .mapToObj(agents::get)
                .toList();
        SpeakerRule model = new SpeakerRule.Model(ModelRef.DEFAULT, "", 1);
        return List.of(
                new SpeakerRule.RoundRobin(),
                new SpeakerRule.Weighted(weights),
                new SpeakerRule.Pooled(),
                new SpeakerRule.Manual(),
                new SpeakerRule.Scripted(order, random.nextBoolean()),
                model,
                new SpeakerRule.Mention(new SpeakerRule.Weighted(weights)),
                new SpeakerRule.Mention(new SpeakerRule.Mention(model)));
    }
}
